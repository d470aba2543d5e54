package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message about configuration says to do is done, and the application starts and
 * decides as its author meant. Where a message offers several ways, each is taken.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationActionTests {

	private static final String BASE = """
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

	private static final String AUDIENCES = BASE.substring(BASE.indexOf("  audiences"), BASE.indexOf("  policies"));

	private static final String POLICIES = BASE.substring(BASE.indexOf("  policies"));

	private static final String DENY = BASE.substring(BASE.indexOf("      deny"));

	private static final String TIER = "tier: \"'gold'\"";

	/** The denials by name. */
	private static final String NAMED = BASE.replace("        - when: ", "        others.when: ");

	private static final String ANY = "claims-dsl.policies.p: { audience: any, claims: { tier: \"'gold'\" } }\n";

	/** What the base file decides, and what most mistakes were meant to. */
	private static final Map<String, String> MEANT = Map.of("app at api", "{tier=gold}", "other at api", "refused");

	private static final Map<String, String> REFUSED = Map.of("app at api", "refused", "other at api", "refused");

	private static final Map<String, String> UNDENIED = Map.of("app at api", "{tier=gold}", "other at api",
			"{tier=gold}");

	private static final Map<String, String> EVERYWHERE = Map.of("app", "{tier=gold}", "app at api", "{tier=gold}",
			"other", "{tier=gold}", "other at api", "{tier=gold}");

	private static final Map<String, String> NOTHING = Map.of();

	private static final List<Action> ACTIONS = new ArrayList<>();

	/**
	 * A message about the base file with a mistake in it.
	 *
	 * @param code the code of the message
	 * @param text what it says to do
	 * @param target the part of the base file that is replaced
	 * @param wrong what it is replaced by
	 */
	private record Mistake(String code, String text, String target, String wrong) {

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

	private static Mistake mistake(String code, String text, String target, String wrong) {
		return new Mistake(code, text, target, wrong);
	}

	private static void action(String code, String text, Start wrong, Start right, Map<String, String> decided) {
		ACTIONS.add(new Action(code, text, wrong, right, decided));
	}

	static {
		deadSelectors();
		wrongSelectors();
		tokenTypes();
		claims();
		errors();
		shapesOfDenials();
		shapesOfOthers();
		places();
		names();
		values();
		audienceSettings();
		issuers();
		severalSources();
	}

	private static void deadSelectors() {
		mistake("dead-client", "Did you mean 'app'?", "client: [app, other]", "client: [ap, other]")
			.by("client: [app, other]");
		ACTIONS.add(new Action("dead-client", "add it to the clients of the audience",
				Start.of(BASE.replace("clients: [app, other]", "clients: [app]")), Start.of(BASE), MEANT));
		mistake("dead-scope", "Did you mean 'read'?", "scope: [read]", "scope: [raed]").by("scope: [read]");
		mistake("dead-scope", "add it to the scopes of the audience", "scopes: [read, write]", "scopes: [write]")
			.by("scopes: [read, write]");
		String two = BASE
			.replace("  policies:",
					"    - { id: \"https://b.example.com\", clients: [third], scopes: [list] }\n  policies:")
			.replace("audience: https", "audience: [https://b.example.com, https");
		Start wrong = Start.of(two.replace("com\n      client: [app, other]", "com]\n      client: [app, other]")
			.replace("[read]", "[list]"));
		Start oneScope = Start.of(two.replace("com\n      client: [app, other]", "com]\n      client: [app, other]"));
		action("dead-policy", "Name values that one audience allows", wrong, oneScope, MEANT);
		String split = BASE.replace(AUDIENCES, two.substring(two.indexOf("  audiences"), two.indexOf("  policies")))
				+ "    listers: { audience: https://b.example.com, scope: list, claims: { lister: \"'yes'\" } }\n";
		action("dead-policy", "Name values that one audience allows", wrong, Start.of(split), MEANT);
		mistake("dead-subject", "Remove subject", "scope: [read]",
				"scope: [read]\n      grant-type: client_credentials\n      subject: user")
			.by("scope: [read]\n      grant-type: client_credentials");
	}

	private static void wrongSelectors() {
		mistake("selector-text", "Remove characters that cannot be seen", "client: [app, other]",
				"client: [\"app\\u200B\", other]")
			.by("client: [app, other]");
		mistake("selector-text", "write each value on its own", "scope: [read]", "scope: 'read\"write'")
			.by("scope: [read, write]");
		mistake("selector-space", "Name each value on its own, as a list", "scope: [read]", "scope: read write")
			.by("scope: [read, write]");
		mistake("blank-selector", "Name at least one value", "scope: [read]", "scope: ''").by("scope: read");
		mistake("blank-selector", "or remove it", "scope: [read]", "scope: ${missing:}").by("order: 0");
		mistake("any-audience", "Write any", "audience: https://api.example.com",
				"audience: [any, https://api.example.com]")
			.by("audience: any", Map.of("app", "{tier=gold}", "app at api", "{tier=gold}", "other", "refused",
					"other at api", "refused"));
		mistake("any-audience", "or name the APIs", "audience: https://api.example.com",
				"audience: [any, https://api.example.com]")
			.by("audience: [https://api.example.com]");
		mistake("unknown-audience", "Declare audiences under claims-dsl.audiences", AUDIENCES, "").by(AUDIENCES);
		mistake("unknown-audience", "set claims-dsl.audience-source: customizer", AUDIENCES, "")
			.by("  audience-source: customizer\n");
		mistake("audience-missing", "Name the API", "      audience: https://api.example.com\n", "")
			.by("      audience: https://api.example.com\n");
		mistake("audience-missing", "or write audience: any", "      audience: https://api.example.com\n", "")
			.by("      audience: any\n", Map.of("app", "{tier=gold}", "app at api", "{tier=gold}", "other", "refused",
					"other at api", "refused"));
		grantType("Did you mean 'urn:ietf:params:oauth:grant-type:jwt-bearer'?",
				"urn:ietf:params:oauth:grant-type:jwt-barer", "urn:ietf:params:oauth:grant-type:jwt-bearer", "");
		grantType("are declared under claims-dsl.grant-types", "urn:ietf:params:oauth:grant-type:company",
				"urn:ietf:params:oauth:grant-type:company",
				"  grant-types: [\"urn:ietf:params:oauth:grant-type:company\"]\n");
		grantType("A grant of your own is named by its URI", "company", "https://company.example.com/grant", "");
		mistake("refresh-grant-type", "narrow with issuance: refresh", "scope: [read]", "grant-type: refresh_token")
			.by("issuance: refresh", NOTHING);
		mistake("unknown-subject", "Did you mean 'client'?", "scope: [read]", "subject: clint").by("subject: client");
		mistake("unknown-issuance", "Did you mean 'initial'?", "scope: [read]", "issuance: inital")
			.by("issuance: initial");
	}

	private static void grantType(String text, String wrong, String right, String declared) {
		mistake("unknown-grant-type", text, "scope: [read]", "grant-type: \"" + wrong + "\"").by(
				Start.of(BASE.replace("scope: [read]", "grant-type: \"" + right + "\"") + declared).grantType(right),
				MEANT);
	}

	private static void tokenTypes() {
		mistake("unknown-token-type", "Did you mean 'access_token'?", "scope: [read]", "token-type: acess_token")
			.by("token-type: access_token");
		mistake("audience-of-id-token", "Declare a second policy for ID tokens, without an audience", "scope: [read]",
				"token-type: [access_token, id_token]")
			.by(Start.of(BASE + "    logins: { token-type: id_token, client: app, claims: { tier: \"'gold'\" } }\n"),
					MEANT);
	}

	private static void claims() {
		mistake("protected-claim", "Choose another name", TIER, "ISS: \"'gold'\"").by(TIER);
		mistake("protected-claim", "or set a namespace", TIER, "ISS: \"'gold'\"").by(
				"ISS: \"'gold'\"\n      namespace: 'urn:x:'",
				Map.of("app at api", "{urn:x:ISS=gold}", "other at api", "refused"));
		mistake("ownable-claim", "Owned claims are named under claims-dsl.owned-claims", TIER, "acr: \"'gold'\"").by(
				Start.of(BASE.replace(TIER, "acr: \"'gold'\"") + "  owned-claims: acr\n"),
				Map.of("app at api", "{acr=gold}", "other at api", "refused"));
		mistake("owned-claim", "Those that can: acr", "  policies:", "  owned-claims: iss\n  policies:")
			.by("  owned-claims: acr\n  policies:");
		mistake("claim-name", "Give it a name such as email", TIER, "\"[tier\\u200B]\": \"'gold'\"").by(TIER);
		mistake("claim-name", "Choose another name: a store could take the claim for a type", TIER,
				"'[@class]': \"'gold'\"")
			.by(TIER);
		mistake("claim-key", "Write '[a$b]'", TIER, "a$b: \"'gold'\"").by("'[a$b]': \"'gold'\"",
				Map.of("app at api", "{a$b=gold}", "other at api", "refused"));
		action("claim-key", "Write claims[a.b], without the dot",
				Start.of(BASE).properties("claims-dsl.policies.machines.claims.[a.b]='x'"),
				Start.of(BASE).properties("claims-dsl.policies.machines.claims[a.b]='x'"),
				Map.of("app at api", "{a.b=x, tier=gold}", "other at api", "refused"));
		mistake("yaml-list", "Put the expression in quotes", TIER, "tier: ['gold', 'silver']").by(
				"tier: \"['gold', 'silver']\"",
				Map.of("app at api", "{tier=[gold, silver]}", "other at api", "refused"));
		mistake("yaml-list", "Put the expression in quotes", TIER, "tier: ['of' : 'gold']")
			.by("tier: \"['of' : 'gold']\"", Map.of("app at api", "{tier={of=gold}}", "other at api", "refused"));
		mistake("claim-key", "If it holds an expression, put that in quotes", TIER,
				"tier:\n          (client.id == 'app') ? ('gold') : ('tin')")
			.by("tier:\n          \"(client.id == 'app') ? ('gold') : ('tin')\"");
		mistake("claim-key", "if it is a name, write '[a.b c]'", TIER, "a.b c: \"'gold'\"").by("'[a.b c]': \"'gold'\"",
				Map.of("app at api", "{a.b c=gold}", "other at api", "refused"));
		mistake("unknown-key", "If the value is a map, write it as an expression, \"['of' : ...]\"", TIER,
				"tier: { of: gold }")
			.by("tier: \"['of' : 'gold']\"", Map.of("app at api", "{tier={of=gold}}", "other at api", "refused"));
		mistake("unknown-key", "if the claim's name has a dot, write '[a.b]'", TIER, "a.b: \"'gold'\"")
			.by("'[a.b]': \"'gold'\"", Map.of("app at api", "{a.b=gold}", "other at api", "refused"));
		mistake("claim-value", "Add value: with an expression", TIER, "tier: { required: true }")
			.by("tier: { required: true, value: \"'gold'\" }");
		mistake("deny-condition", "Add when: with an expression", "- when: \"client.id == 'other'\"",
				"- description: not you")
			.by("- description: not you\n          when: \"client.id == 'other'\"");
		mistake("empty-policy", "Add", BASE.substring(BASE.indexOf("      claims")), "")
			.by(BASE.substring(BASE.indexOf("      claims")));
		mistake("overlap", "Give one of them a lower order", POLICIES,
				POLICIES + "    second: { audience: any, claims: { tier: \"'tin'\" } }\n")
			.by(POLICIES + "    second: { audience: any, claims: { tier: \"'tin'\" }, order: 1 }\n", Map.of("app",
					"{tier=tin}", "app at api", "{tier=gold}", "other", "{tier=tin}", "other at api", "refused"));
		mistake("overlap", "or narrow their selectors", POLICIES,
				POLICIES + "    second: { audience: any, claims: { tier: \"'tin'\" } }\n")
			.by(POLICIES + "    second: { audience: any, client: third, claims: { tier: \"'tin'\" } }\n");
	}

	private static void errors() {
		String required = "tier: { value: \"'gold'\", required: true }";
		mistake("required-omitted", "Remove one of the two", TIER, required.replace(" }", ", on-error: omit-claim }"))
			.by(required)
			.by("tier: { value: \"'gold'\", on-error: omit-claim }");
		mistake("error-without-required", "Add required: true", TIER,
				"tier: { value: \"'gold'\", error: access_denied }")
			.by(required.replace(" }", ", error: access_denied }"));
		mistake("error-without-required", "or remove the error", TIER,
				"tier: { value: \"'gold'\", error: access_denied }")
			.by(TIER);
		mistake("unknown-error", "Did you mean 'access_denied'?", TIER,
				required.replace(" }", ", error: acces_denied }"))
			.by(required.replace(" }", ", error: access_denied }"));
		mistake("unknown-error", "State a registered OAuth error, or leave it out", DENY,
				DENY + "          error: ''\n")
			.by(DENY + "          error: access_denied\n")
			.by(DENY);
		mistake("error-description", "ASCII", DENY, DENY + "          description: né\n")
			.by(DENY + "          description: not you\n");
	}

	private static void shapesOfDenials() {
		String when = "when: \"client.id == 'other'\"\n";
		mistake("entries", "Put a dash before the first part", "        - when", "          when").by("        - when");
		mistake("entries", "or a name above it", "        - " + when, "        " + when)
			.by("        some-name:\n          " + when);
		mistake("entries", "Write deny: { some-name: { when: \"client.id == 'other'\" } }.", DENY,
				"      deny: \"client.id == 'other'\"\n")
			.by("      deny: { some-name: { when: \"client.id == 'other'\" } }\n");
		mistake("no-object", "Write - { when: \"client.id == 'other'\" }.", "- " + when, "- \"client.id == 'other'\"\n")
			.by("- { when: \"client.id == 'other'\" }\n");
		mistake("no-object", "Write others: { when: \"client.id == 'other'\" }.", "- " + when,
				"others: \"client.id == 'other'\"\n")
			.by("others: { when: \"client.id == 'other'\" }\n");
		mistake("empty-entries", "Add a denial", DENY, "      deny:\n").by(DENY);
		mistake("empty-entries", "or remove it", DENY, "      deny:\n").by("", UNDENIED);
		mistake("entry-name", "Use lower-case letters, digits and dashes, and a letter first", "- when", "2nd.when")
			.by("second.when");
		mistake("same-name", "Rename one of them", "        - " + when,
				"        a-b: { when: \"client.id == 'other'\" }\n        ab: { when: \"client.id == 'app'\" }\n")
			.by("        a-b: { when: \"client.id == 'other'\" }\n        c: { when: \"client.id == 'app'\" }\n",
					REFUSED);
		mistake("key-characters", "Use letters, digits and dashes", "- when", "a$b.when").by("a-b.when");
		mistake("unknown-key", "They are: audience, claims, client, deny", DENY, DENY.replace("      deny", "    deny"))
			.by(DENY);
	}

	private static void shapesOfOthers() {
		String one = "    - id: https://api.example.com\n      clients: [app, other]\n      scopes: [read, write]\n";
		mistake("entries", "Put a dash before the first part", "    - id", "      id").by("    - id");
		mistake("entries", "or a name above it", one, one.replace("    - id", "      id"))
			.by("    some-name:\n" + one.replace("    - id", "      id"));
		action("entries", "Write audiences: { some-name: { id: \"https://api.example.com\" } }.",
				Start.of(ANY + "claims-dsl.audiences: https://api.example.com\n"),
				Start.of(ANY + "claims-dsl.audiences: { some-name: { id: \"https://api.example.com\" } }\n"),
				EVERYWHERE);
		action("no-object", "Write - { id: \"https://api.example.com\" }.",
				Start.of(ANY + "claims-dsl.audiences:\n  - https://api.example.com\n"),
				Start.of(ANY + "claims-dsl.audiences:\n  - { id: \"https://api.example.com\" }\n"), EVERYWHERE);
		mistake("empty-entries", "Add an audience", one, "").by(one);
		action("empty-entries", "or remove it", Start.of(ANY + "claims-dsl.audiences:\n"), Start.of(ANY), EVERYWHERE);
		mistake("entries", "Write the name of a policy in place of each dash", "    machines:\n      audience",
				"    - audience")
			.by("    machines:\n      audience");
		mistake("entries", "Write the name of a policy below it", POLICIES, "  policies: machines\n").by(POLICIES);
		mistake("no-object", "Write its parts below it", POLICIES, "  policies:\n    machines:\n").by(POLICIES);
		mistake("no-object", "or remove it", POLICIES, POLICIES + "    none:\n").by(POLICIES);
		mistake("entries", "Write the name of a claim in place of each dash", "        tier:", "        - tier:")
			.by("        tier:");
		mistake("entries", "Write the name of a claim below it", "claims:\n        " + TIER, "claims: \"'gold'\"")
			.by("claims:\n        " + TIER);
		action("entries", "Write the name of an attribute below it",
				Start.of(ANY + "claims-dsl.user.attributes: groups\n"),
				Start.of(ANY + "claims-dsl.user.attributes:\n  groups: texts\n"), EVERYWHERE);
		mistake("no-object", "Write its parts below it", BASE, "claims-dsl: on\n").by(BASE);
		action("no-object", "Write its parts below it", Start.of(BASE).variable("CLAIMSDSL_EXPRESSIONS", "20"),
				Start.of(BASE).variable("CLAIMSDSL_EXPRESSIONS_DEPTH", "20"), MEANT);
		action("no-object", "or remove it", Start.of(BASE).variable("CLAIMSDSL_EXPRESSIONS", "20"), Start.of(BASE),
				MEANT);
	}

	private static void places() {
		mistake("misplaced-key", "Did you mean 'claims-dsl'?", "claims-dsl:", "claims-dls:").by("claims-dsl:");
		mistake("misplaced-key", "Did you mean 'claims-dsl'?", "claims-dsl:", "claims.dsl:").by("claims-dsl:");
		mistake("misplaced-key", "Move it to the left", "claims-dsl:", "demo.claims-dsl:").by("claims-dsl:");
		mistake("misplaced-key", "Remove the dash before claims-dsl", "claims-dsl:", "- claims-dsl:").by("claims-dsl:");
		Start right = Start.of(BASE).variable("CLAIMSDSL_POLICIES_MACHINES_CLAIMS_LEVEL", "5");
		Map<String, String> decided = Map.of("app at api", "{level=5, tier=gold}", "other at api", "refused");
		action("misplaced-key", "Write CLAIMSDSL_, without the underscore for the dash",
				Start.of(BASE).variable("CLAIMS_DSL_POLICIES_MACHINES_CLAIMS_LEVEL", "5"), right, decided);
		action("misplaced-key", "Did you mean 'CLAIMSDSL'?",
				Start.of(BASE).variable("CLAIMDSL_POLICIES_MACHINES_CLAIMS_LEVEL", "5"), right, decided);
	}

	private static void names() {
		mistake("unknown-key", "Did you mean 'clients'?", "      clients:", "      client:").by("      clients:");
		mistake("unknown-key", "Write a text", "scope: [read]", "scope: { id: read }").by("scope: read");
		mistake("unknown-key", "or a list of texts", "scope: [read]", "scope: { id: read }").by("scope: [read]");
		action("unknown-key", "Environment variables have no underscore for a dash, as in GRANTTYPE",
				Start.of(BASE).variable("CLAIMSDSL_POLICIES_MACHINES_GRANT_TYPE", "password"),
				Start.of(BASE).variable("CLAIMSDSL_POLICIES_MACHINES_GRANTTYPE", "password"), NOTHING);
		mistake("key-characters", "Use letters, digits and dashes", "  policies:", "  polic:ies:").by("  policies:");
		mistake("policy-name", "Use lower-case letters, digits and dashes", "    machines:", "    Our_Machines:")
			.by("    our-machines:");
		mistake("same-name", "Write '[first-name]' and '[first_name]'", TIER,
				"first_name: \"'a'\"\n        first-name: \"'b'\"")
			.by("'[first_name]': \"'a'\"\n        '[first-name]': \"'b'\"",
					Map.of("app at api", "{first-name=b, first_name=a}", "other at api", "refused"));
		mistake("same-name", "Remove one of them", "scope: [read]", "scope: [read]\n      Scope: [write]")
			.by("scope: [read]")
			.by("Scope: [write]");
		String bracketed = BASE.replace(TIER, "'[first_name]': \"'a'\"");
		Start wrong = Start.of(bracketed).variable("CLAIMSDSL_POLICIES_MACHINES_CLAIMS_FIRSTNAME", "'b'");
		Map<String, String> decided = Map.of("app at api", "{first_name=b}", "other at api", "refused");
		action("same-name", "Name it without brackets", wrong, Start.of(BASE.replace(TIER, "first_name: \"'a'\""))
			.variable("CLAIMSDSL_POLICIES_MACHINES_CLAIMS_FIRSTNAME", "'b'"), decided);
		action("same-name", "or set it in another source", wrong,
				Start.of(bracketed)
					.file("profile.yml", "claims-dsl.policies.machines.claims: { '[first_name]': \"'b'\" }\n"),
				decided);
		mistake("yaml-scalar", "Put the name in quotes", TIER, "no: \"'gold'\"").by("\"no\": \"'gold'\"",
				Map.of("app at api", "{no=gold}", "other at api", "refused"));
		mistake("yaml-scalar", "Put the name in quotes", "    machines:", "    on:").by("    \"on\":");
	}

	private static void values() {
		mistake("empty-value", "Write a value", "scope: [read]", "mode:").by("mode: enforce");
		mistake("empty-value", "or remove it", "      scope: [read]\n", "      mode: ${missing:}\n").by("");
		mistake("property-value", "Write one of: enforce, report", "scope: [read]", "mode: enforse").by("mode: enforce")
			.by("mode: report", NOTHING);
		mistake("placeholder", "Set its property", "scope: [read]", "scope: ${needed}")
			.by(Start.of(BASE.replace("scope: [read]", "scope: ${needed}")).properties("needed=read"), MEANT);
		mistake("placeholder", "or give it a default after a colon", "scope: [read]", "scope: ${needed}")
			.by("scope: ${needed:read}");
		mistake("yaml-scalar", "Write \"0123\"", "clients: [app, other]", "clients: [app, other, 0123]")
			.by("clients: [app, other, \"0123\"]");
		mistake("yaml-scalar", "or 83", "clients: [app, other]", "clients: [app, other, 0123]")
			.by("clients: [app, other, 83]");
		mistake("yaml-scalar", "Write \"'yes'\" for a text", TIER, "tier: yes").by("tier: \"'yes'\"",
				Map.of("app at api", "{tier=yes}", "other at api", "refused"));
		mistake("yaml-scalar", "or true", TIER, "tier: yes").by("tier: true",
				Map.of("app at api", "{tier=true}", "other at api", "refused"));
		mistake("yaml-scalar", "Write 1000", "scope: [read]", "order: 1_000").by("order: 1000");
		mistake("yaml-scalar", "Write true", TIER, "tier: { value: \"'gold'\", required: yes }")
			.by("tier: { value: \"'gold'\", required: true }");
	}

	private static void audienceSettings() {
		mistake("audience-source", "Keep one: remove audience-source", "  policies:",
				"  audience-source: customizer\n  policies:")
			.by("  policies:");
		mistake("audience-source", "or the audiences", "  policies:", "  audience-source: customizer\n  policies:")
			.by(Start.of(BASE.replace(AUDIENCES, "  audience-source: customizer\n")), MEANT);
		Start required = Start.of(ANY + "claims-dsl.audience-required: true\n");
		action("audience-required", "Declare them under claims-dsl.audiences", required,
				Start.of(ANY + "claims-dsl.audience-required: true\nclaims-dsl." + AUDIENCES.strip() + "\n"),
				EVERYWHERE);
		action("audience-required", "or remove audience-required", required, Start.of(ANY), EVERYWHERE);
		mistake("audience", "add it to clients", "clients: [app, other]",
				"clients: [app, other]\n      default-for: third")
			.by("clients: [app, other, third]\n      default-for: third");
		mistake("audience", "has a fragment: remove the part from '#'", "id: https://api.example.com",
				"id: https://api.example.com#v1")
			.by("id: https://api.example.com");
		mistake("expression-limits", "depth must be at most 100", "  policies:",
				"  expressions.depth: 101\n  policies:")
			.by("  expressions.depth: 100\n  policies:");
		mistake("comma", "for one audience", "audience: https://api.example.com",
				"audience: \"https://api.example.com,https://api.example.com/b\"")
			.by("audience: [\"https://api.example.com\"]");
	}

	private static void issuers() {
		String acme = "https://auth.example.com/acme";
		String stated = BASE.replace("scope: [read]", "issuer: " + acme);
		String declared = stated + "  issuers: [" + acme + "]\n";
		action("unknown-issuer", "Declare issuers under claims-dsl.issuers", Start.of(stated), Start.of(declared),
				NOTHING);
		action("unknown-issuer", "Did you mean '" + acme + "'?", Start.of(declared.replace("acme\n", "acne\n")),
				Start.of(declared), NOTHING);
		String limited = BASE.replace("scopes: [read, write]", "scopes: [read, write]\n      issuers: " + acme);
		action("unknown-issuer", "Declare it there", Start.of(limited), Start.of(limited + "  issuers: " + acme + "\n"),
				MEANT);
		String globex = "https://auth.example.com/globex";
		String two = limited.replace("scope: [read]", "issuer: " + globex) + "  issuers: [" + acme + ", " + globex
				+ "]\n";
		action("dead-issuer", "add it to the issuers of the audience", Start.of(two),
				Start.of(two.replace("issuers: " + acme, "issuers: [" + acme + ", " + globex + "]")), NOTHING);
		action("issuer", "ends with '/', which the issuer of a request never does: remove it",
				Start.of(BASE + "  issuers: [" + acme + "/]\n"), Start.of(BASE + "  issuers: [" + acme + "]\n"), MEANT);
		action("issuer", "write the host in lower case, without the default port",
				Start.of(BASE + "  issuers: [\"https://auth.example.com:443/acme\"]\n"),
				Start.of(BASE + "  issuers: [" + acme + "]\n"), MEANT);
		action("issuer", "is not a URL, such as https://auth.example.com/tenant",
				Start.of(BASE + "  issuers: [acme]\n"), Start.of(BASE + "  issuers: [" + acme + "]\n"), MEANT);
		action("issuer", "has a query, a fragment or a user: remove it",
				Start.of(BASE + "  issuers: [\"" + acme + "?x=1\"]\n"), Start.of(BASE + "  issuers: [" + acme + "]\n"),
				MEANT);
		action("issuer", "is declared twice", Start.of(BASE + "  issuers: [" + acme + ", " + acme + "]\n"),
				Start.of(BASE + "  issuers: [" + acme + "]\n"), MEANT);
	}

	private static void severalSources() {
		String file = "profile.yml";
		String policy = "claims-dsl.policies.machines.";
		action("listed-twice", "Name the entries, so that they merge: deny: { some-name: { when:",
				Start.of(BASE).file(file, policy + "deny: [{ when: \"client.id == 'app'\" }]\n"),
				Start.of(NAMED).file(file, policy + "deny: { some-name: { when: \"client.id == 'app'\" } }\n"),
				REFUSED);
		String named = BASE.replace("    - id: https://api.example.com",
				"    main:\n      id: https://api.example.com");
		action("listed-twice", "Name the entries, so that they merge: audiences: { some-name: { id:",
				Start.of(BASE).file(file, "claims-dsl.audiences: [{ id: \"https://b.example.com\" }]\n"),
				Start.of(named).file(file, "claims-dsl.audiences: { some-name: { id: \"https://b.example.com\" } }\n"),
				MEANT);
		Start mixed = Start.of(BASE).file(file, policy + "deny: { apps: { when: \"client.id == 'app'\" } }\n");
		action("entries", "Name all of them, so that they merge", mixed,
				Start.of(NAMED).file(file, policy + "deny: { apps: { when: \"client.id == 'app'\" } }\n"), REFUSED);
		action("entries", "or list all of them in one place", mixed,
				Start.of(BASE + "        - when: \"client.id == 'app'\"\n"), REFUSED);
		action("empty-entries", "Add a denial", Start.of(NAMED).file(file, policy + "deny:\n"),
				Start.of(NAMED).file(file, policy + "deny: { apps: { when: \"client.id == 'app'\" } }\n"), REFUSED);
		action("empty-entries", "or remove it", Start.of(NAMED).file(file, policy + "deny:\n"), Start.of(NAMED), MEANT);
		String undenied = BASE.replace(DENY, "");
		Start gap = Start.of(undenied).properties(policy + "deny[1].when=client.id == 'other'");
		action("index-gap", "Number them from 0 without a gap", gap,
				Start.of(undenied).properties(policy + "deny[0].when=client.id == 'other'"), MEANT);
		action("index-gap", "or name them", gap,
				Start.of(undenied).properties(policy + "deny.others.when=client.id == 'other'"), MEANT);
		action("two-forms", "Use the same form in every place",
				Start.of(BASE).file(file, policy + "claims.tier: { value: \"'tin'\" }\n"),
				Start.of(BASE).file(file, policy + "claims.tier: \"'tin'\"\n"),
				Map.of("app at api", "{tier=tin}", "other at api", "refused"));
		String unscoped = BASE.replace("scope: [read]", "order: 0");
		action("unknown-key", "Write a text, or a list of texts",
				Start.of(unscoped).properties(policy + "scope=read", policy + "scope[0]=write"),
				Start.of(unscoped).properties(policy + "scope[0]=write", policy + "scope[1]=read"), MEANT);
	}

	static List<Action> actions() {
		return List.copyOf(ACTIONS);
	}

	@ParameterizedTest
	@MethodSource("actions")
	void startWhenTheActionIsFollowedThenItDecidesAsMeant(Action action) {
		action.follow();
	}

	@Test
	void startWhenTheActionOfAWarningIsFollowedThenThePoliciesAreNoLongerIgnored(CapturedOutput output) {
		String tooHigh = BASE.replace("claims-dsl:\n", "").replace("\n  ", "\n").strip();
		assertThat(Start.of(tooHigh).decisions()).isEmpty();
		assertThat(output).contains("If it declares claim policies, move it below claims-dsl");
		assertThat(Start.of(BASE).decisions()).isEqualTo(MEANT);
	}

}
