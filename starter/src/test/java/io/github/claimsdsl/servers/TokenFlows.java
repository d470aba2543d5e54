package io.github.claimsdsl.servers;

import java.util.function.Function;

import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.servers.TokenCase.Grant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests of every grant, with alice's browser where there is a user.
 *
 * @param browser the browser, logged in, and the client
 * @param path the path of the endpoints, such as {@code /oauth2}
 * @param accessToken reads the access token of an answer
 */
record TokenFlows(OAuthClient browser, String path, Function<Answer, String> accessToken) {

	private static final String URN = "urn:ietf:params:oauth:";

	/** Asks for tokens; what was given before is refreshed or exchanged. */
	Answer ask(TokenCase token, Grant grant, Answer before) {
		return switch (grant) {
			case CLIENT_CREDENTIALS -> post(token, grant, "grant_type", "client_credentials");
			case PASSWORD ->
				post(token, grant, "grant_type", "password", "username", "alice", "password", "wonderland");
			case AUTHORIZATION_CODE -> ofCode(token);
			case DEVICE_CODE -> ofDevice(token);
			case REFRESH -> this.browser.post(this.path + "/token", token.client(), "grant_type", "refresh_token",
					"refresh_token", before.text("refresh_token"));
			case TOKEN_EXCHANGE -> post(token, grant, "grant_type", URN + "grant-type:token-exchange", "subject_token",
					this.accessToken.apply(before), "subject_token_type", URN + "token-type:access_token");
		};
	}

	private Answer ofCode(TokenCase token) {
		Answer authorized = this.browser.page(this.path + "/authorize", with(token, Grant.AUTHORIZATION_CODE,
				"response_type", "code", "client_id", token.client(), "redirect_uri", Company.REDIRECT_URI));
		return this.browser.post(this.path + "/token", token.client(), "grant_type", "authorization_code", "code",
				authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI);
	}

	private Answer ofDevice(TokenCase token) {
		Answer device = this.browser
			.post(this.path + "/device_authorization", token.client(), with(token, Grant.DEVICE_CODE))
			.granted();
		Answer page = this.browser.page(this.path + "/device_verification", "user_code", device.text("user_code"));
		Answer approved = (page.status() == 200) ? approve(token, device.text("user_code"), page) : page;
		assertThat(approved.location()).as(approved.body()).endsWith("?success");
		return this.browser.post(this.path + "/token", token.client(), "grant_type", URN + "grant-type:device_code",
				"device_code", device.text("device_code"));
	}

	private Answer approve(TokenCase token, String userCode, Answer page) {
		String[] consent = { "client_id", token.client(), "user_code", userCode, "state", page.field("state") };
		for (String scope : token.scopes(Grant.DEVICE_CODE)) {
			consent = TwoChecks.with(consent, "scope", scope);
		}
		return this.browser.submit(this.path + "/device_verification", consent);
	}

	private Answer post(TokenCase token, Grant grant, String... parameters) {
		return this.browser.post(this.path + "/token", token.client(), with(token, grant, parameters));
	}

	private static String[] with(TokenCase token, Grant grant, String... parameters) {
		String[] scoped = TwoChecks.with(parameters, "scope", String.join(" ", token.scopes(grant)));
		return token.api() ? TwoChecks.with(scoped, "audience", Policies.API) : scoped;
	}

}
