package io.github.claimsdsl.boot;

import java.util.Map;

import static io.github.claimsdsl.boot.Mistakes.ACTIONS;
import static io.github.claimsdsl.boot.Mistakes.AUDIENCES;
import static io.github.claimsdsl.boot.Mistakes.BASE;
import static io.github.claimsdsl.boot.Mistakes.DENY;
import static io.github.claimsdsl.boot.Mistakes.MEANT;
import static io.github.claimsdsl.boot.Mistakes.NOTHING;
import static io.github.claimsdsl.boot.Mistakes.POLICIES;
import static io.github.claimsdsl.boot.Mistakes.TIER;
import static io.github.claimsdsl.boot.Mistakes.action;
import static io.github.claimsdsl.boot.Mistakes.mistake;

/**
 * Mistakes in the selectors, claims and errors of policies.
 */
final class PolicyMistakes {

	private PolicyMistakes() {
	}

	static void deadSelectors() {
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

	static void wrongSelectors() {
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
		String named = BASE.replace("    - id: https", "    orders:\n      id: https");
		action("unknown-audience", "Write its id: https://api.example.com.",
				Start.of(named.replace("audience: https://api.example.com", "audience: orders")), Start.of(named),
				MEANT);
		action("audience", "or write 'other'",
				Start.of(BASE.replace("scopes: [read, write]", "scopes: [read, write]\n      default-for: othr")),
				Start.of(BASE.replace("scopes: [read, write]", "scopes: [read, write]\n      default-for: other")),
				MEANT);
		mistake("audience-missing", "Name the API", "      audience: https://api.example.com\n", "")
			.by("      audience: https://api.example.com\n");
		mistake("audience-missing", "or write audience: any", "      audience: https://api.example.com\n", "")
			.by("      audience: any\n", Map.of("app", "{tier=gold}", "app at api", "{tier=gold}", "other", "refused",
					"other at api", "refused"));
		grantType("Did you mean 'urn:ietf:params:oauth:grant-type:jwt-bearer'?",
				"urn:ietf:params:oauth:grant-type:jwt-barer", "urn:ietf:params:oauth:grant-type:jwt-bearer", "");
		grantType("under claims-dsl.grant-types", "urn:ietf:params:oauth:grant-type:company",
				"urn:ietf:params:oauth:grant-type:company",
				"  grant-types: [\"urn:ietf:params:oauth:grant-type:company\"]\n");
		grantType("Name a grant of your own by its URI", "company", "https://company.example.com/grant", "");
		mistake("refresh-grant-type", "narrow with issuance: refresh", "scope: [read]", "grant-type: refresh_token")
			.by("issuance: refresh", NOTHING);
		mistake("unknown-subject", "Did you mean 'client'?", "scope: [read]", "subject: clint").by("subject: client");
		mistake("unknown-issuance", "Did you mean 'initial'?", "scope: [read]", "issuance: inital")
			.by("issuance: initial");
	}

	static void grantType(String text, String wrong, String right, String declared) {
		mistake("unknown-grant-type", text, "scope: [read]", "grant-type: \"" + wrong + "\"").by(
				Start.of(BASE.replace("scope: [read]", "grant-type: \"" + right + "\"") + declared).grantType(right),
				MEANT);
	}

	static void tokenTypes() {
		mistake("unknown-token-type", "Did you mean 'access_token'?", "scope: [read]", "token-type: acess_token")
			.by("token-type: access_token");
		mistake("misplaced-audience", "Declare a second policy for ID tokens, without an audience", "scope: [read]",
				"token-type: [access_token, id_token]")
			.by(Start.of(BASE + "    logins: { token-type: id_token, client: app, claims: { tier: \"'gold'\" } }\n"),
					MEANT);
	}

	static void answers() {
		String second = BASE
				+ "    answers: { token-type: introspection, audience: any, claims: { level: \"'low'\" } }\n";
		mistake("issuance-of-answer", "Declare a second policy for access tokens and ID tokens", "scope: [read]",
				"token-type: [access_token, introspection]\n      issuance: initial")
			.by(Start.of(second.replace("scope: [read]", "issuance: initial")), MEANT);
		String tenant = "\"request.parameters['tenant'] != null ? 'silver' : 'gold'\"\n";
		String parameters = "  request-parameters: [tenant]\n";
		action("parameter-of-answer", "Declare a second policy for access tokens and ID tokens",
				Start.of(BASE.replace("scope: [read]", "token-type: [access_token, introspection]")
					.replace("\"'gold'\"\n", tenant) + parameters),
				Start.of(second.replace("\"'gold'\"\n", tenant) + parameters), MEANT);
		String denial = "    answers: { token-type: introspection, audience: any, "
				+ "deny: { others: { when: \"client.id == 'other'\"%s } } }\n";
		action("error-of-answer", "Remove the error", Start.of(BASE + denial.formatted(", error: access_denied")),
				Start.of(BASE + denial.formatted("")), MEANT);
		String api = BASE + "    answers: { token-type: introspection, audience: https://api.example.com, "
				+ "claims: { level: \"'low'\" } }\n";
		action("dead-introspection", "Name the API's client among the api-clients", Start.of(api),
				Start.of(api.replace("scopes: [read, write]", "scopes: [read, write]\n      api-clients: [api]")),
				MEANT);
		String logins = "    logins: { token-type: %s, grant-type: %s, claims: { level: \"'low'\" } }\n";
		Start dead = Start.of(BASE + logins.formatted("id_token", "client_credentials"));
		action("dead-token-type", "Select a grant type that issues an ID token", dead,
				Start.of(BASE + logins.formatted("id_token", "password")), MEANT);
		action("dead-token-type", "or another token type", dead,
				Start.of(BASE + logins.formatted("access_token, audience: any", "client_credentials")),
				Map.of("app", "{level=low}", "app at api", "{level=low, tier=gold}", "other", "{level=low}",
						"other at api", "refused"));
	}

	static void claims() {
		mistake("protected-claim", "Choose another name", TIER, "ISS: \"'gold'\"").by(TIER);
		mistake("protected-claim", "or set a namespace", TIER, "ISS: \"'gold'\"").by(
				"ISS: \"'gold'\"\n      namespace: 'urn:x:'",
				Map.of("app at api", "{urn:x:ISS=gold}", "other at api", "refused"));
		mistake("ownable-claim", "List owned claims under claims-dsl.owned-claims", TIER, "acr: \"'gold'\"").by(
				Start.of(BASE.replace(TIER, "acr: \"'gold'\"") + "  owned-claims: acr\n"),
				Map.of("app at api", "{acr=gold}", "other at api", "refused"));
		mistake("owned-claim", "Policies can own: acr", "  policies:", "  owned-claims: iss\n  policies:")
			.by("  owned-claims: acr\n  policies:");
		String owned = "  owned-claims: may_act\n";
		String allowed = BASE.replace(TIER, "may_act: \"['sub': 'gateway']\"") + owned;
		Map<String, String> issued = Map.of("app at api", "{may_act={sub=gateway}}", "other at api", "refused");
		action("may-act", "Write a map with a text 'sub'",
				Start.of(BASE.replace(TIER, "may_act: \"'gateway'\"") + owned), Start.of(allowed), issued);
		action("may-act", "Remove it",
				Start
					.of(BASE.replace(TIER, "may_act: { value: \"['sub': 'gateway']\", on-error: omit-claim }") + owned),
				Start.of(allowed), issued);
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
		mistake("claim-key", "put that in quotes: tier: \"client.id == 'app' ? 'gold' : 'tin'\"", TIER,
				"tier:\n          client.id == 'app' ? 'gold' : 'tin'")
			.by("tier: \"client.id == 'app' ? 'gold' : 'tin'\"");
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

	static void errors() {
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

	static void issuers() {
		String acme = "https://auth.example.com/acme";
		String stated = BASE.replace("scope: [read]", "issuer: " + acme);
		String declared = stated + "  issuers: [" + acme + "]\n";
		action("unknown-issuer", "Declare issuers under claims-dsl.issuers", Start.of(stated), Start.of(declared),
				NOTHING);
		action("unknown-issuer", "Did you mean '" + acme + "'?", Start.of(declared.replace("acme\n", "acne\n")),
				Start.of(declared), NOTHING);
		String limited = BASE.replace("scopes: [read, write]", "scopes: [read, write]\n      issuers: " + acme);
		action("unknown-issuer", "Declare the issuer there", Start.of(limited),
				Start.of(limited + "  issuers: " + acme + "\n"), MEANT);
		String globex = "https://auth.example.com/globex";
		String two = limited.replace("scope: [read]", "issuer: " + globex) + "  issuers: [" + acme + ", " + globex
				+ "]\n";
		action("dead-issuer", "add it to the issuers of the audience", Start.of(two),
				Start.of(two.replace("issuers: " + acme, "issuers: [" + acme + ", " + globex + "]")), NOTHING);
		action("issuer", "ends with '/': remove it", Start.of(BASE + "  issuers: [" + acme + "/]\n"),
				Start.of(BASE + "  issuers: [" + acme + "]\n"), MEANT);
		action("issuer", "write the host in lower case, and leave out the default port",
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

}
