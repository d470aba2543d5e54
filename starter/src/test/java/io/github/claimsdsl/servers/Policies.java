package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The policies of all servers, as properties.
 */
final class Policies {

	static final String API = "https://api.example.com";

	private Policies() {
	}

	/** A claim in every access token, and a denial of client {@code barred}. */
	static Map<String, String> withoutAudiences() {
		return new LinkedHashMap<>(Map.of("claims-dsl.policies.every.audience", "any",
				"claims-dsl.policies.every.claims.decided", "'yes'", "claims-dsl.policies.every.deny[0].when",
				"client.id == 'barred'", "claims-dsl.policies.every.deny[0].error", "access_denied"));
	}

	/**
	 * An audience for client {@code app} too, and a claim in the access tokens for it.
	 */
	static Map<String, String> withAudience() {
		Map<String, String> properties = withoutAudiences();
		properties.putAll(Map.of("claims-dsl.audiences[0].id", API, "claims-dsl.audiences[0].clients",
				"app,barred,registered", "claims-dsl.audiences[0].scopes", "read", "claims-dsl.policies.api.audience",
				API, "claims-dsl.policies.api.claims.api", "'yes'"));
		return properties;
	}

	/** For a server with a token generator that the team says it has wired. */
	static Map<String, String> wired(Map<String, String> properties) {
		Map<String, String> wired = new LinkedHashMap<>(properties);
		wired.put("claims-dsl.token-generator", "wired");
		return wired;
	}

}
