package io.github.claimsdsl.servers;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests of all grants, with parameters of any kind. The browser is alice's.
 *
 * @param client the browser and the client
 */
record ParameterFlows(OAuthClient client) {

	private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

	static ParameterFlows of(Server server) {
		return new ParameterFlows(server.client());
	}

	/** Logs alice in. */
	ParameterFlows login() {
		return new ParameterFlows(this.client.login());
	}

	Answer machine(String query, String... parameters) {
		return credentials("app", query, parameters);
	}

	Answer opaque(String... parameters) {
		return credentials("opaque", "", parameters);
	}

	private Answer credentials(String client, String query, String... parameters) {
		return this.client.post("/oauth2/token" + query, client,
				TwoChecks.with(parameters, "grant_type", "client_credentials", "scope", "read"));
	}

	Answer password(String query, String... parameters) {
		return this.client.post("/oauth2/token" + query, "app", TwoChecks.with(parameters, "grant_type", "password",
				"username", "alice", "password", "wonderland", "scope", "openid read"));
	}

	Answer authorize(String... parameters) {
		return this.client.page("/oauth2/authorize", request(parameters));
	}

	/** Posts the request as OpenID Connect Core 1.0 section 3.1.2.1 allows. */
	Answer submit(String query, String... parameters) {
		return this.client.submit("/oauth2/authorize" + query, request(parameters));
	}

	private static String[] request(String... parameters) {
		return TwoChecks.with(parameters, "response_type", "code", "client_id", "app", "redirect_uri",
				Company.REDIRECT_URI, "scope", "openid read");
	}

	Answer code(Answer authorized, String query, String... parameters) {
		return this.client.post("/oauth2/token" + query, "app", TwoChecks.with(parameters, "grant_type",
				"authorization_code", "code", authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI));
	}

	Answer push(String query, String... parameters) {
		return this.client.post("/oauth2/par" + query, "app", request(parameters));
	}

	Answer pushed(Answer pushed, String... parameters) {
		return this.client.page("/oauth2/authorize",
				TwoChecks.with(parameters, "client_id", "app", "request_uri", pushed.text("request_uri")));
	}

	Answer device(String query, String... parameters) {
		return this.client.post("/oauth2/device_authorization" + query, "app",
				TwoChecks.with(parameters, "scope", "read"));
	}

	/** Approves a device with the browser. */
	Answer approved(String... parameters) {
		Answer device = device("", parameters).granted();
		String userCode = device.text("user_code");
		Answer page = this.client.page("/oauth2/device_verification", "user_code", userCode);
		if (page.status() == 200) {
			page = this.client.submit("/oauth2/device_verification", "client_id", "app", "user_code", userCode, "state",
					page.field("state"), "scope", "read");
		}
		assertThat(page.location()).as(page.body()).endsWith("?success");
		return device;
	}

	Answer poll(Answer device, String query, String... parameters) {
		return this.client.post("/oauth2/token" + query, "app",
				TwoChecks.with(parameters, "grant_type", DEVICE, "device_code", device.text("device_code")));
	}

	Answer refresh(Answer tokens, String query, String... parameters) {
		return this.client.post("/oauth2/token" + query, "app", TwoChecks.with(parameters, "grant_type",
				"refresh_token", "refresh_token", tokens.text("refresh_token")));
	}

	Answer exchange(Answer subject, String query, String... parameters) {
		return this.client.post("/oauth2/token" + query, "app",
				TwoChecks.with(parameters, "grant_type", EXCHANGE, "subject_token", subject.text("access_token"),
						"subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
	}

}
