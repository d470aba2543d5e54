package io.github.claimsdsl.spring.server;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.security.core.userdetails.User;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * No chain of exchanges gains what its first token did not have, over HTTP: RFC 8693
 * sections 2.2.2 and 5.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class DelegationTests {

	private final ServerNode server;

	private final TestClient client;

	DelegationTests(TestStore store) {
		this.server = TestServers.of(store).server();
		this.client = this.server.client();
	}

	@Test
	void exchangedTokenLivesNoLongerThanItsSubjectToken() {
		Answer subject = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		Answer exchanged = this.client.exchange("messages-api", subject, "audience", REPORTS, "scope", "read:reports")
			.granted();
		assertThat(expiry(exchanged)).isEqualTo(expiry(subject));
		assertThat((Long) exchanged.json().get("expires_in")).isLessThanOrEqualTo(300);
		Answer again = this.client.exchange("messages-api", exchanged, "audience", REPORTS, "scope", "read:reports")
			.granted();
		assertThat(expiry(again)).isEqualTo(expiry(subject));
		assertThat(this.client.introspect("messages-api", again, "access_token").json()).containsEntry("exp",
				expiry(subject));
	}

	@Test
	void exchangedTokenWithoutAudienceLivesNoLongerEither() {
		Answer subject = this.client.password("short").granted();
		assertThat(expiry(this.client.exchange("messages-api", subject).granted())).isEqualTo(expiry(subject));
	}

	@Test
	void exchangedTokenLivesNoLongerThanItsActorToken() {
		Answer subject = this.client.password("app", "scope", "read:messages").granted();
		Answer actor = this.client.password("short").granted();
		Answer exchanged = this.client.exchange("app", subject, actor(actor)).granted();
		assertThat(expiry(exchanged)).isEqualTo(expiry(actor)).isLessThan(expiry(subject));
	}

	@Test
	void customizerCannotProlongAnExchangedToken() {
		Answer subject = this.client.password("app", "scope", "read:messages").granted();
		this.server.customizer()
			.jwt((context) -> context.getClaims().expiresAt(java.time.Instant.now().plusSeconds(9999)));
		try {
			this.client.exchange("app", subject).refused("server_error");
		}
		finally {
			this.server.customizer().reset();
		}
	}

	/** A stolen actor token gives nobody's authority. */
	@Test
	void actorTokenOfAnotherClientIsRefusedForAnApi() {
		Answer subject = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		Answer stolen = this.client.token("machine", "client_credentials").granted();
		Answer stolenForApi = this.client.token("machine", "client_credentials", "audience", API).granted();
		Answer own = this.client.password("app").granted();
		this.client.exchange("app", subject, TestClient.concat(actor(stolen), "audience", API))
			.refused("invalid_request");
		this.client.exchange("app", subject, TestClient.concat(actor(stolenForApi), "audience", API))
			.refused("invalid_request");
		this.client.exchange("app", subject, actor(stolenForApi)).refused("invalid_request");
		this.client.exchange("app", subject, TestClient.concat(actor(own), "audience", API)).granted();
		this.client
			.exchange("messages-api", subject,
					TestClient.concat(actor(stolenForApi), "audience", REPORTS, "scope", "read:reports"))
			.granted();
	}

	@Test
	void tokenWithoutAudienceThatAnotherExchangedIsNotItsOwn() {
		Answer first = this.client.password("app").granted();
		Answer laundered = this.client.exchange("messages-api", first).granted();
		this.client.exchange("messages-api", laundered, "audience", REPORTS, "scope", "read:reports")
			.refused("invalid_request");
		Answer twice = this.client.exchange("messages-api", laundered).granted();
		this.client.exchange("messages-api", twice, "audience", REPORTS, "scope", "read:reports")
			.refused("invalid_request");
		this.client.exchange("app", twice, "audience", API).granted();
	}

	@Test
	void scopeThatAnExchangeGainedWithoutAudienceIsNotInheritedForAnApi() {
		Answer first = this.client.password("app", "scope", "read:messages").granted();
		Answer gained = this.client.exchange("app", first, "scope", "email").granted();
		this.client.exchange("app", gained, "audience", API, "scope", "email").refused("invalid_scope");
		this.client.exchange("app", gained, "audience", API, "scope", "read:messages").granted();
	}

	@Test
	void tokenIsNotExchangedForEver() {
		Answer token = this.client.password("app").granted();
		for (int i = 0; i < 4; i++) {
			token = this.client.exchange("app", token).granted();
		}
		this.client.exchange("app", token).refused("invalid_request");
	}

	@Test
	void actorCannotHideThatATokenWasExchanged() {
		Answer subject = this.client.password("app").granted();
		Answer actor = this.client.password("app").granted();
		for (int i = 0; i < 4; i++) {
			actor = this.client.exchange("app", actor).granted();
		}
		this.client.exchange("app", subject, actor(actor)).refused("invalid_request");
	}

	@Test
	void tokenOfADisabledOrRemovedUserIsNotExchanged() {
		Answer token = this.client
			.post("/oauth2/token", "app", "grant_type", PasswordGrant.TYPE.getValue(), "username", "mallory",
					"password", "wonderland")
			.granted();
		this.client.exchange("app", token).granted();
		this.server.users().updateUser(User.withUsername("mallory").password("{noop}x").disabled(true).build());
		this.client.exchange("app", token).refused("invalid_grant");
		this.client.exchange("app", token, "audience", API).refused("invalid_grant");
		this.server.users().deleteUser("mallory");
		this.client.exchange("app", token).refused("invalid_grant");
		this.server.users().createUser(User.withUsername("mallory").password("{noop}wonderland").roles("user").build());
	}

	private static String[] actor(Answer answer) {
		return new String[] { "actor_token", answer.string("access_token"), "actor_token_type",
				"urn:ietf:params:oauth:token-type:access_token" };
	}

	private static long expiry(Answer answer) {
		Map<String, Object> claims = answer.claims("access_token");
		return ((Number) claims.get("exp")).longValue();
	}

}
