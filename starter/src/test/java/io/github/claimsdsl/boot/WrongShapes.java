package io.github.claimsdsl.boot;

import java.util.LinkedHashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Configuration of the wrong shape, by what is wrong with it.
 */
final class WrongShapes {

	static final String BASE = """
			claims-dsl:
			  audiences:
			    - id: https://api.example.com
			      clients: [app]
			  policies:
			    machines:
			      audience: any
			      claims:
			        tier: "'gold'"
			      deny:
			        - when: "client.id == 'a'"
			        - when: "client.id == 'b'"
			""";

	/** Each was accepted once, and lost a denial, an audience or a policy. */
	static final Map<String, String> WRONG = new LinkedHashMap<>();

	private WrongShapes() {
	}

	static {
		wrong("deny is an object", "        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"        when: \"client.id == 'a'\"\n");
		wrong("deny is a text", "deny:\n        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"deny: \"client.id == 'a'\"\n");
		wrong("a denial is a text", "- when: \"client.id == 'a'\"", "- \"client.id == 'a'\"");
		wrong("deny is a map of texts", "        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"        contractors: \"client.id == 'a'\"\n");
		wrong("deny is empty", "deny:\n        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"deny:\n");
		wrong("deny is an empty list",
				"deny:\n        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n", "deny: []\n");
		wrong("deny stands beside its policy", "      deny:\n        - when", "    deny:\n        - when");
		wrong("audiences is an object", "    - id: https://api.example.com\n      clients: [app]\n",
				"    id: https://api.example.com\n    clients: [app]\n");
		wrong("audiences is a text", "  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"  audiences: https://api.example.com\n");
		wrong("audiences is a list of texts", "    - id: https://api.example.com\n      clients: [app]\n",
				"    - https://api.example.com\n");
		wrong("audiences is empty", "  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"  audiences:\n");
		wrong("audiences has a misspelled part", "      clients: [app]\n", "      client: [app]\n");
		wrong("an audience has no id", "    - id: https://api.example.com\n      clients: [app]\n",
				"    - clients: [app]\n");
		wrong("policies is a list", "    machines:\n      audience: any\n", "    - audience: any\n");
		wrong("policies is a text", BASE.substring(BASE.indexOf("  policies")), "  policies: machines\n");
		wrong("a policy is a text", BASE.substring(BASE.indexOf("      audience: any")), "");
		wrong("claims is a list", "        tier: \"'gold'\"\n", "        - tier: \"'gold'\"\n");
		wrong("claims is a text", "      claims:\n        tier: \"'gold'\"\n", "      claims: \"'gold'\"\n");
		wrong("a claim is a list", "tier: \"'gold'\"", "tier: ['gold', 'silver']");
		wrong("a claim is a map", "tier: \"'gold'\"", "tier: { level: 'gold' }");
		wrong("two names for one property", "        tier: \"'gold'\"\n",
				"        first_name: \"'a'\"\n        first-name: \"'b'\"\n");
		wrong("a selector is a map", "audience: any", "audience: { id: any }");
		wrong("a number with a leading zero", "audience: any", "audience: any\n      client: 0123");
		wrong("a number with an underscore", "audience: any", "audience: any\n      order: 1_000");
		wrong("a word that YAML reads as a boolean", "audience: any", "audience: any\n      client: no");
		wrong("a boolean that is another word for true", "policies:\n", "audience-required: yes\n  policies:\n");
		wrong("a mode that YAML reads as a boolean", "audience: any", "audience: any\n      mode: off");
		wrong("a claim is an expression on a line of its own", "tier: \"'gold'\"",
				"tier:\n          (client.id == 'a') ? ('gold') : ('tin')");
		wrong("a claim that YAML reads as a boolean", "tier: \"'gold'\"", "tier: yes");
		wrong("a boolean that is none", "policies:\n", "audience-required: sometimes\n  policies:\n");
		wrong("audiences are required but none is declared",
				"  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"  audience-required: true\n");
		wrong("claims-dsl is misspelled", "claims-dsl:", "claims-dls:");
		wrong("claims-dsl is two words", "claims-dsl:", "claims.dsl:");
		wrong("claims-dsl stands below another key", "claims-dsl:\n", "demo.claims-dsl:\n");
		wrong("policies stand too high",
				"  policies:\n    machines:\n      audience: any\n      claims:\n        tier: \"'gold'\"\n",
				"policies:\n    machines:\n      audience: any\n      claims:\n        tier: \"'gold'\"\n");
		wrong("audiences stand too high",
				"claims-dsl:\n  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"audiences:\n    - id: https://api.example.com\n      clients: [app]\nclaims-dsl:\n");
		wrong("claims-dsl has a letter more", "claims-dsl:", "claims-dslx:");
		wrong("token-exchange stands too high and takes the rest with it", "  audiences:\n",
				"token-exchange:\n  max-depth: 3\n  audiences:\n");
		wrong("a policy stands at the left margin", "    machines:\n",
				"    others: { audience: any, claims: { a: \"'x'\" } }\nmachines:\n");
		wrong("the parts of a policy stand at the left margin",
				"      audience: any\n      claims:\n        tier: \"'gold'\"\n      deny:\n",
				"audience: any\nclaims:\n        tier: \"'gold'\"\ndeny:\n");
		wrong("a part of token-exchange is misspelled", "  policies:",
				"  token-exchange: { max-dept: 3 }\n  policies:");
		wrong("the file is a list", "claims-dsl:\n", "- claims-dsl:\n");
		wrong("one property in two spellings", "      audience: any\n", "      audience: any\n      Audience: other\n");
		wrong("one part of a claim in two spellings", "tier: \"'gold'\"",
				"tier: { value: \"'gold'\", when: \"client.id == 'a'\", WHEN: \"client.id == 'b'\" }");
		wrong("a key holds a character that is lost", "  policies:", "  polic:ies:");
		wrong("the name of a denial holds a character that is lost",
				"        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"        a$b: { when: \"client.id == 'a'\" }\n");
		wrong("a mode is empty", "audience: any", "audience: any\n      mode:");
		wrong("a mode is empty by its placeholder", "audience: any", "audience: any\n      mode: ${none:}");
		wrong("a mode is a number", "audience: any", "audience: any\n      mode: 1");
		wrong("an order is a decimal", "audience: any", "audience: any\n      order: 0.9");
		wrong("a size is a decimal", "  policies:", "  max-token-size: 6000.5\n  policies:");
		wrong("an order is empty", "audience: any", "audience: any\n      order:");
		wrong("the scopes of an audience are a map", "clients: [app]", "clients: [app]\n      scopes: { read: write }");
		wrong("a claim has a name that YAML reads as a boolean", "tier:", "no:");
		wrong("a policy has a name that YAML reads as a boolean", "    machines:", "    on:");
		wrong("claims-dsl is a text", BASE, "claims-dsl: on\n");
		wrong("claims-dsl is empty beside its parts", "claims-dsl:\n",
				"claims-dsl:\nclaims-dsl.policies.others: { audience: any, claims: { a: user.b } }\nclaims-dsl.mode: enforce\nold:\n");
		wrong("claims stand beside the policies", "    machines:\n",
				"    claims:\n      email: user.email\n      name: user.name\n    machines:\n");
		wrong("the parts of a policy stand where policies should", BASE.substring(BASE.indexOf("    machines:")),
				"    audience: any\n    claims:\n      tier: user.tier\n    deny:\n      - when: user.locked == true\n");
		wrong("a claim is written with other words", "tier: \"'gold'\"",
				"tier: { expression: user.tier, default: gold }\n        level: { value: user.level, default: 5 }\n"
						+ "        plan: { expression: user.plan, condition: user.paying }");
		wrong("the name of a claim has a dot and ends like a part", "tier: \"'gold'\"",
				"given.name: user.name\n        valid.from: user.since");
		wrong("a denial and a policy are written with other words",
				"audience: any\n      claims:\n        tier: \"'gold'\"\n      deny:\n        - when: \"client.id == 'a'\"",
				"audience: any\n      name: machines\n      rules:\n        tier: \"'gold'\"\n      deny:\n"
						+ "        - name: others\n          condition: \"client.id == 'a'\"\n          reason: No");
		wrong("policies are a list with names", "    machines:\n      audience: any\n",
				"    - name: machines\n      audience: any\n");
		wrong("audiences are a list with names", "    - id: https", "    - name: orders\n      id: https");
		wrong("claims are a list with names", "        tier: \"'gold'\"\n",
				"        - name: tier\n          value: \"'gold'\"\n");
		wrong("a claim is an expression without a name", "tier: \"'gold'\"", "user.tier ?: 'gold'");
		wrong("a claim is an expression in braces", "tier: \"'gold'\"", "tier: {user.tier != null}");
	}

	static void wrong(String name, String target, String replacement) {
		assertThat(BASE).as(name).contains(target);
		WRONG.put(name, BASE.replace(target, replacement));
	}

}
