package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Configuration that works, what is wrong in it, and what the message says to do.
 */
final class Mistakes {

	static final String BASE = """
			claims-dsl:
			  audiences:
			    - id: https://api.example.com
			      clients: [app, other]
			      scopes: [read, write]
			  policies:
			    machines:
			      audience: https://api.example.com
			      client: [app, other]
			      scope: [read]
			      claims:
			        tier: "'gold'"
			      deny:
			        - when: "client.id == 'other'"
			""";

	static final String AUDIENCES = BASE.substring(BASE.indexOf("  audiences"), BASE.indexOf("  policies"));

	static final String POLICIES = BASE.substring(BASE.indexOf("  policies"));

	static final String DENY = BASE.substring(BASE.indexOf("      deny"));

	static final String TIER = "tier: \"'gold'\"";

	/** The denials by name. */
	static final String NAMED = BASE.replace("        - when: ", "        others.when: ");

	static final String ANY = "claims-dsl.policies.p: { audience: any, claims: { tier: \"'gold'\" } }\n";

	/** What the base file decides, and what most mistakes were meant to. */
	static final Map<String, String> MEANT = Map.of("app at api", "{tier=gold}", "other at api", "refused");

	static final Map<String, String> REFUSED = Map.of("app at api", "refused", "other at api", "refused");

	static final Map<String, String> UNDENIED = Map.of("app at api", "{tier=gold}", "other at api", "{tier=gold}");

	static final Map<String, String> EVERYWHERE = Map.of("app", "{tier=gold}", "app at api", "{tier=gold}", "other",
			"{tier=gold}", "other at api", "{tier=gold}");

	static final Map<String, String> NOTHING = Map.of();

	static final List<Action> ACTIONS = new ArrayList<>();

	private Mistakes() {
	}

	/**
	 * A message about the base file with a mistake in it.
	 *
	 * @param code the code of the message
	 * @param text what it says to do
	 * @param target the part of the base file that is replaced
	 * @param wrong what it is replaced by
	 */
	record Mistake(String code, String text, String target, String wrong) {

		/** It is followed by writing this instead. */
		Mistake by(String right) {
			return by(right, MEANT);
		}

		Mistake by(String right, Map<String, String> decided) {
			return by(Start.of(BASE.replace(this.target, right)), decided);
		}

		Mistake by(Start right, Map<String, String> decided) {
			assertThat(BASE).contains(this.target);
			ACTIONS
				.add(new Action(this.code, this.text, Start.of(BASE.replace(this.target, this.wrong)), right, decided));
			return this;
		}

	}

	static Mistake mistake(String code, String text, String target, String wrong) {
		return new Mistake(code, text, target, wrong);
	}

	static void action(String code, String text, Start wrong, Start right, Map<String, String> decided) {
		ACTIONS.add(new Action(code, text, wrong, right, decided));
	}

}
