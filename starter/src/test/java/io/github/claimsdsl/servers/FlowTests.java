package io.github.claimsdsl.servers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The flows of Spring's own guides on the stock server: pushed authorization requests
 * with PKCE, devices, introspection and token exchange by clients that have no audience.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowTests {

	private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-specification";

	private Server server;

	@BeforeAll
	void start() {
		this.server = Server.start(StockServer.class, Policies.withAudience());
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@Test
	void pushedRequestWithProofKeyThenTokenHasTheClaimsOfThePolicies() {
		CodeFlow flow = CodeFlow.of(this.server);
		Answer pushed = this.server.client()
			.post("/oauth2/par", "app", "response_type", "code", "client_id", "app", "redirect_uri",
					Company.REDIRECT_URI, "scope", "openid read", "audience", Policies.API, "code_challenge",
					challenge(), "code_challenge_method", "S256");
		assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
		Answer authorized = flow.client()
			.page("/oauth2/authorize", "client_id", "app", "request_uri", pushed.text("request_uri"));
		assertForTheApi(flow.exchange("app", authorized, "code_verifier", VERIFIER));
	}

	@Test
	void deviceThenTokenHasTheClaimsOfThePolicies() {
		OAuthClient browser = this.server.client().login();
		Answer device = this.server.client()
			.post("/oauth2/device_authorization", "app", "scope", "read", "audience", Policies.API)
			.granted();
		String userCode = device.text("user_code");
		Answer page = browser.page("/oauth2/device_verification", "user_code", userCode).granted();
		Answer approved = browser.submit("/oauth2/device_verification", "client_id", "app", "user_code", userCode,
				"state", page.field("state"), "scope", "read");
		assertThat(approved.location()).as(approved.body()).endsWith("?success");
		assertForTheApi(this.server.client()
			.post("/oauth2/token", "app", "grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code",
					device.text("device_code")));
	}

	@Test
	void introspectionWhenTokenHasNoAudienceThenAnyClientMayAsk() {
		Answer token = this.server.client()
			.post("/oauth2/token", "legacy", "grant_type", "client_credentials", "scope", "read")
			.granted();
		Answer introspected = this.server.client()
			.post("/oauth2/introspect", "partner", "token", token.text("access_token"))
			.granted();
		assertThat(introspected.json()).containsEntry("active", true).containsEntry("client_id", "legacy");
	}

	@Test
	void exchangeWhenTokenHasNoAudienceThenTokenHasTheClaimOfThePolicy() {
		Answer subject = CodeFlow.of(this.server).tokens("legacy", "read").granted();
		Answer exchanged = this.server.client()
			.post("/oauth2/token", "partner", "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
					"subject_token", subject.text("access_token"), "subject_token_type",
					"urn:ietf:params:oauth:token-type:access_token", "scope", "read");
		assertThat(exchanged.granted().claims("access_token")).containsEntry("decided", "yes")
			.containsEntry("sub", "alice");
	}

	/** The starter beside a server that declares nothing. */
	@Test
	void exchangeWithAnActorWhenNothingIsDeclaredThenAsTheServerHasIt() {
		try (Server plain = Server.start(StockServer.class, Map.of())) {
			Answer subject = CodeFlow.of(plain).tokens("legacy", "read").granted();
			Answer actor = CodeFlow.of(plain).tokens("app", "read").granted();
			String accessToken = "urn:ietf:params:oauth:token-type:access_token";
			Answer exchanged = plain.client()
				.post("/oauth2/token", "partner", "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
						"subject_token", subject.text("access_token"), "subject_token_type", accessToken, "actor_token",
						actor.text("access_token"), "actor_token_type", accessToken);
			assertThat(exchanged.granted().claims("access_token")).containsKey("act");
		}
	}

	private static void assertForTheApi(Answer answer) {
		Map<String, Object> claims = answer.granted().claims("access_token");
		assertThat(FourChecks.audience(claims)).contains(Policies.API);
		assertThat(claims).containsEntry("decided", "yes").containsEntry("api", "yes").containsEntry("sub", "alice");
	}

	private static String challenge() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
