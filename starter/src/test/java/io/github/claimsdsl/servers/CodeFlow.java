package io.github.claimsdsl.servers;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * The authorization code flow of alice's browser and a client.
 *
 * @param client the browser and the client
 */
record CodeFlow(OAuthClient client) {

	/** Logs alice in. */
	static CodeFlow of(Server server) {
		return new CodeFlow(server.client().login());
	}

	/** Asks for a code and exchanges it. */
	Answer tokens(String client, String scope, String... parameters) {
		return exchange(client, authorize(client, scope, parameters));
	}

	Answer authorize(String client, String scope, String... parameters) {
		return this.client.page("/oauth2/authorize", TwoChecks.with(parameters, "response_type", "code", "client_id",
				client, "redirect_uri", Company.REDIRECT_URI, "scope", scope));
	}

	Answer exchange(String client, Answer authorized, String... parameters) {
		return this.client.post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "authorization_code",
				"code", authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI));
	}

	Answer refresh(String client, Answer tokens) {
		return this.client.post("/oauth2/token", client, "grant_type", "refresh_token", "refresh_token",
				tokens.text("refresh_token"));
	}

}
