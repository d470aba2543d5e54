package io.github.claimsdsl.boot;

import java.util.Map;

import static io.github.claimsdsl.boot.Mistakes.ANY;
import static io.github.claimsdsl.boot.Mistakes.AUDIENCES;
import static io.github.claimsdsl.boot.Mistakes.BASE;
import static io.github.claimsdsl.boot.Mistakes.DENY;
import static io.github.claimsdsl.boot.Mistakes.EVERYWHERE;
import static io.github.claimsdsl.boot.Mistakes.MEANT;
import static io.github.claimsdsl.boot.Mistakes.NAMED;
import static io.github.claimsdsl.boot.Mistakes.NOTHING;
import static io.github.claimsdsl.boot.Mistakes.POLICIES;
import static io.github.claimsdsl.boot.Mistakes.REFUSED;
import static io.github.claimsdsl.boot.Mistakes.TIER;
import static io.github.claimsdsl.boot.Mistakes.UNDENIED;
import static io.github.claimsdsl.boot.Mistakes.action;
import static io.github.claimsdsl.boot.Mistakes.mistake;

/**
 * Mistakes in the shape, names, values and places of properties.
 */
final class ShapeMistakes {

	private ShapeMistakes() {
	}

	static void shapesOfDenials() {
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
		mistake("entry-name", "Start with a letter, and use lower-case letters, digits and dashes", "- when",
				"2nd.when")
			.by("second.when");
		mistake("same-name", "Rename one of them", "        - " + when,
				"        a-b: { when: \"client.id == 'other'\" }\n        ab: { when: \"client.id == 'app'\" }\n")
			.by("        a-b: { when: \"client.id == 'other'\" }\n        c: { when: \"client.id == 'app'\" }\n",
					REFUSED);
		mistake("key-characters", "Use letters, digits and dashes", "- when", "a$b.when").by("a-b.when");
		mistake("entries", "Write it below a policy: machines: { deny: [{ when: \"client.id == 'other'\" }] }.", DENY,
				DENY.replace("      deny", "    deny"))
			.by(DENY);
		mistake("unknown-key", "Remove the dash. The parts are: audience, claims, client, deny",
				"    machines:\n      audience", "    machines:\n    - audience")
			.by("    machines:\n      audience");
		mistake("unknown-key", "Write the name in place of the dash: 'others:' instead of '- name: others'.",
				"- " + when, "- name: others\n          " + when)
			.by("others:\n          " + when);
		mistake("unknown-key", "Did you mean 'when'?", "- when:", "- condition:").by("- when:");
	}

	static void shapesOfOthers() {
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
		mistake("entries", "Remove each dash", "        tier:", "        - tier:").by("        tier:");
		mistake("entries", "in place of each dash: 'tier:' instead of '- name: tier'.", "        " + TIER,
				"        - name: tier\n          value: \"'gold'\"")
			.by("        tier:\n          value: \"'gold'\"");
		mistake("entries", "in place of each dash: 'machines:' instead of '- name: machines'.",
				"    machines:\n      audience", "    - name: machines\n      audience")
			.by("    machines:\n      audience");
		mistake("unknown-key", "Write value: \"coalesce(user.tier, 'gold')\".", TIER,
				"tier: { expression: user.tier, default: gold }")
			.by(Start.of(BASE.replace(TIER, "tier: { value: \"coalesce(user.tier, 'gold')\" }")
					+ "claims-dsl.user.attributes.tier: text\n"), Map.of("other at api", "refused"));
		mistake("entries", "Write the name of a claim below it", "claims:\n        " + TIER, "claims: \"'gold'\"")
			.by("claims:\n        " + TIER);
		action("entries", "Write the name of an attribute below it",
				Start.of(ANY + "claims-dsl.user.attributes: groups\n"),
				Start.of(ANY + "claims-dsl.user.attributes:\n  groups: texts\n"), EVERYWHERE);
		mistake("no-object", "Write its parts below it", BASE, "claims-dsl: on\n").by(BASE);
		action("no-object", "What stands below it elsewhere is kept", Start.of("claims-dsl:\n" + ANY), Start.of(ANY),
				EVERYWHERE);
		action("no-object", "Write its parts below it", Start.of(BASE).variable("CLAIMSDSL_EXPRESSIONS", "20"),
				Start.of(BASE).variable("CLAIMSDSL_EXPRESSIONS_DEPTH", "20"), MEANT);
		action("no-object", "or remove it", Start.of(BASE).variable("CLAIMSDSL_EXPRESSIONS", "20"), Start.of(BASE),
				MEANT);
	}

	static void places() {
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

	static void names() {
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

	static void values() {
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

	static void audienceSettings() {
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
		mistake("console-path", "Write segments of letters, digits", "  policies:",
				"  console.path: /claims/**\n  policies:")
			.by("  console.path: /claims\n  policies:");
		mistake("console-authority", "such as ROLE_ADMIN", "  policies:",
				"  console.authority: ROLE_ANONYMOUS\n  policies:")
			.by("  console.authority: ROLE_ADMIN\n  policies:");
		mistake("any-client", "Write any alone, or name the clients", "clients: [app, other]", "clients: [any, app]")
			.by("clients: any")
			.by("clients: [app, other]");
		mistake("audience", "name the API's clients, or write a condition", "clients: [app, other]",
				"clients: [app, other]\n      api-clients: any")
			.by("clients: [app, other]\n      api-clients: other")
			.by("clients: [app, other]\n      api-clients: { when: \"client.id == 'other'\" }");
		String setting = "  client.settings: { tier: text }\n  policies:";
		mistake("unknown-setting", "Declare the client settings that rules read under claims-dsl.client.settings", TIER,
				"tier: \"client.settings.tier == null ? 'gold' : 'none'\"")
			.by(Start.of(BASE.replace("  policies:", setting)
				.replace(TIER, "tier: \"client.settings.tier == null ? 'gold' : 'none'\"")), MEANT);
		mistake("audience", "Write clients: { when: \"client.id == 'app' || client.id == 'other'\" }",
				"clients: [app, other]", "clients: \"client.id == 'app' || client.id == 'other'\"")
			.by("clients: { when: \"client.id == 'app' || client.id == 'other'\" }");
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

	static void severalSources() {
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

}
