package io.github.claimsdsl.spring.audience;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Whom {@code may_act} of a subject token allows, without what the server checks before:
 * RFC 8693 section 4.4.
 */
class AllowedActorCheckTests {

	private static final RegisteredClient GATEWAY = client("gateway");

	private static final String ISSUER = "http://127.0.0.1/acme";

	private static final Map<String, Object> ACTOR = Map.of("sub", "gateway", "iss", url(ISSUER));

	@Test
	void checkWhenSubjectIsTheActorsThenAllowed() {
		assertAllowed(Map.of("sub", "gateway"));
		assertAllowed(Map.of("sub", "gateway", "iss", url(ISSUER)));
		assertAllowed(Map.of("sub", "gateway", "iss", ISSUER, "client_id", "gateway"));
		assertAllowed(null);
	}

	@Test
	void checkWhenSubjectIssuerOrClientIsAnotherThenRefused() {
		assertRefused(Map.of("sub", "Gateway"), "names another actor");
		assertRefused(Map.of("sub", "gateway", "iss", "http://127.0.0.1/globex"), "names another actor");
		assertRefused(Map.of("sub", "gateway", "client_id", "reports"), "names another client");
		assertRefused("gateway", "allows nobody");
		assertRefused(List.of("gateway"), "allows nobody");
		assertRefused(Map.of("iss", ISSUER), "allows nobody");
		assertRefused(Map.of("sub", " "), "allows nobody");
	}

	/** Java takes URLs for equal whose hosts have one address. */
	@Test
	void checkWhenIssuerHasTheSameAddressThenRefused() {
		assertThat(url("http://localhost/acme")).isEqualTo(url(ISSUER));
		assertRefused(Map.of("sub", "gateway", "iss", url("http://localhost/acme")), "names another actor");
	}

	@Test
	void checkWhenActorTokenIsOfAnotherClientThenItsClaimTells() {
		Map<String, Object> mayAct = Map.of("sub", "gateway", "client_id", "gateway");
		ExchangedToken subject = token(client("app"), Map.of("may_act", mayAct));
		RegisteredClient orders = client("orders");
		Map<String, Object> told = new HashMap<>(ACTOR);
		told.put("client_id", "gateway");
		assertThatNoException().isThrownBy(() -> AllowedActor.check(subject, token(GATEWAY, told), orders));
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> AllowedActor.check(subject, token(GATEWAY, ACTOR), orders));
	}

	@Test
	void checkWhenThereIsNoActorTokenThenRefused() {
		ExchangedToken subject = token(client("app"), Map.of("may_act", Map.of("sub", "gateway")));
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> AllowedActor.check(subject, null, GATEWAY))
			.satisfies((ex) -> assertThat(ex.reason()).contains("requires an actor token"));
	}

	@Test
	void completeThenHasTheIssuerAsTheServerKeepsIt() {
		assertThat(completed(Map.of("sub", "a"))).isEqualTo(Map.of("sub", "a", "iss", url(ISSUER)));
		assertThat(completed(Map.of("sub", "a", "iss", "https://other.example.com")))
			.isEqualTo(Map.of("sub", "a", "iss", url("https://other.example.com")));
		assertThat(completed(Map.of("sub", "a", "iss", "urn:x"))).isEqualTo(Map.of("sub", "a", "iss", "urn:x"));
		assertThat(completed(Map.of("sub", "a", "iss", "no URI"))).isEqualTo(Map.of("sub", "a", "iss", "no URI"));
		assertThat(completed("text")).isEqualTo("text");
	}

	private static Object completed(Object mayAct) {
		Map<String, Object> claims = new HashMap<>(Map.of("iss", ISSUER, "may_act", mayAct));
		AllowedActor.complete(claims);
		return claims.get("may_act");
	}

	private static void assertAllowed(@Nullable Object mayAct) {
		assertThatNoException().isThrownBy(() -> check(mayAct));
	}

	private static void assertRefused(Object mayAct, String reason) {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> check(mayAct)).satisfies((ex) -> {
			assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_request");
			assertThat(ex.reason()).contains(reason);
		});
	}

	private static void check(@Nullable Object mayAct) {
		ExchangedToken subject = token(client("app"), (mayAct != null) ? Map.of("may_act", mayAct) : Map.of("a", "b"));
		AllowedActor.check(subject, token(GATEWAY, ACTOR), GATEWAY);
	}

	private static ExchangedToken token(RegisteredClient client, Map<String, Object> claims) {
		Instant now = Instant.now();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "value", now,
				now.plusSeconds(60));
		OAuth2Authorization authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName("alice")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.token(token, (metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims))
			.build();
		ExchangedToken exchanged = ExchangedToken.of(authorization, "value");
		if (exchanged == null) {
			throw new AssertionError("no token");
		}
		return exchanged;
	}

	private static RegisteredClient client(String id) {
		return RegisteredClient.withId("id-of-" + id)
			.clientId(id)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
	}

	private static Object url(String text) {
		try {
			return URI.create(text).toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
