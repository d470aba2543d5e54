package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Who is told what about a token, over HTTP: RFC 7662 section 2.2.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class IntrospectionTests {

	private final TestClient client;

	IntrospectionTests(TestStore store) {
		this.client = TestServers.of(store).server().client();
	}

	/**
	 * RFC 7662 sections 2.2 and 4: the client, the API of another audience, and the API
	 * of the audience of the token.
	 */
	@ParameterizedTest
	@CsvSource({ "app, https://api.example.com, true", "messages-api, https://api.example.com, true",
			"stranger, https://api.example.com, false", "web, https://api.example.com, false",
			"machine, https://api.example.com, false", "app, https://reports.example.com, true",
			"messages-api, https://reports.example.com, false", "app, '', true", "messages-api, '', true",
			"stranger, '', true" })
	void accessTokenForAnApiIsActiveForItsClientAndItsApiOnly(String caller, String audience, boolean active) {
		Answer tokens = this.client.password("app", "audience", audience).granted();
		Map<String, Object> answer = this.client.introspect(caller, tokens, "access_token").json();
		if (active) {
			assertThat(answer).containsEntry("active", true).containsEntry("client_id", "app");
		}
		else {
			assertThat(answer).isEqualTo(Map.of("active", false));
		}
	}

	/** RFC 7662 section 2.2: it may not be allowed to know about the token. */
	@Test
	void refreshTokenAndIdTokenAreActiveForTheirClientOnly() {
		Answer tokens = this.client.password("app", "audience", API, "scope", "openid").granted();
		for (String name : List.of("refresh_token", "id_token")) {
			assertThat(this.client.introspect("app", tokens, name).json()).containsEntry("active", true);
			assertThat(this.client.introspect("messages-api", tokens, name).json()).isEqualTo(Map.of("active", false));
		}
	}

	/**
	 * RFC 7662 section 2.2 and RFC 9068 section 2.2.1: auth_time, like exp, is a number.
	 */
	@Test
	void answerSaysWhatTheTokenSays() {
		Answer tokens = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		Map<String, Object> token = tokens.claims("access_token");
		assertThat(this.client.introspect("messages-api", tokens, "access_token").json())
			.containsEntry("aud", List.of(API))
			.containsEntry("scope", "read:messages")
			.containsEntry("sub", "alice")
			.containsEntry("auth_time", token.get("auth_time"))
			.containsEntry("exp", token.get("exp"));
	}

	/** RFC 7662 section 2.2: no more than that it is not active. */
	@Test
	void tokenThatIsNotOneOrIsRevokedIsNotActive() {
		assertThat(this.client.post("/oauth2/introspect", "app", "token", "none").json())
			.isEqualTo(Map.of("active", false));
		Answer tokens = this.client.password("app", "audience", REPORTS).granted();
		this.client.post("/oauth2/revoke", "app", "token", tokens.string("access_token")).granted();
		assertThat(this.client.introspect("app", tokens, "access_token").json()).isEqualTo(Map.of("active", false));
	}

}
