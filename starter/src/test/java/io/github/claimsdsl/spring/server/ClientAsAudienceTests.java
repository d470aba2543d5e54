package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.TokenProfile;
import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Clients that have the identifier of an API: where {@code aud} is the client, it would
 * name the API, which the client may not ask for. RFC 8707 section 2, RFC 9068 section 3,
 * OpenID Connect Core 1.0 section 2.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientAsAudienceTests {

	private static final String JWT = "urn:example:jwt-client";

	private static final String OPAQUE = "urn:example:opaque-client";

	private static final Audiences AUDIENCES = Audiences
		.of(List.of(audience(API, JWT, OPAQUE), audience(JWT, "app"), audience(OPAQUE, "app")), false);

	private static ServerNode server;

	/** The clients are registered while the server runs. */
	@BeforeAll
	static void start() {
		server = ServerNode.start(TestStore.MEMORY.create(), AUDIENCES);
		InMemoryRegisteredClientRepository clients = (InMemoryRegisteredClientRepository) TestStore.clients();
		clients.save(client(JWT).build());
		clients.save(client(OPAQUE)
			.tokenSettings(TokenSettings.builder().accessTokenFormat(OAuth2TokenFormat.REFERENCE).build())
			.build());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	/** RFC 8707 section 2: the resource is not acceptable for the client. */
	@ParameterizedTest
	@ValueSource(strings = { JWT, OPAQUE })
	void accessTokenWithoutAudienceIsRefused(String client, CapturedOutput output) {
		server.client().token(client, "client_credentials").refused("invalid_target");
		server.client().password(client).refused("invalid_target");
		assertThat(output).contains("Refused the access_token of client '" + client)
			.contains("the identifier of the client is that of an audience");
	}

	/** RFC 9068 section 3: aud is what the client asked for and may have. */
	@Test
	void accessTokenForAnotherApiIsIssuedAndRefreshed() {
		Answer answer = server.client().password(JWT, "audience", API, "scope", "read:messages").granted();
		assertThat(answer.audience()).containsExactly(API);
		assertThat(server.client().refresh(JWT, answer).granted().audience()).containsExactly(API);
		server.client().password(OPAQUE, "audience", API).granted();
		server.client().password(JWT, "audience", JWT).refused("invalid_target");
	}

	/** OpenID Connect Core 1.0 section 2: aud is the client, whatever was asked for. */
	@Test
	void idTokenIsRefusedAlsoBesideAnAccessTokenForAnotherApi(CapturedOutput output) {
		server.client().password(JWT, "audience", API, "scope", "openid").refused("invalid_target");
		server.client().password(OPAQUE, "audience", API, "scope", "openid").refused("invalid_target");
		TestClient client = server.client().login();
		Answer authorized = client.authorize(JWT, "audience", API, "scope", "openid");
		client.code(JWT, authorized).refused("invalid_target");
		assertThat(output).contains("Refused the id_token of client '" + JWT + "'");
	}

	@Test
	void deviceAndExchangedTokenWithoutAudienceAreRefused() {
		TestClient client = server.client().login();
		Answer device = client.post("/oauth2/device_authorization", JWT, "scope", "read:messages").granted();
		client.approve(JWT, device, "read:messages");
		client.device(JWT, device).refused("invalid_target");
		Answer subject = client.password(JWT, "audience", API, "scope", "read:messages").granted();
		client.exchange(JWT, subject).refused("invalid_target");
	}

	@Test
	void serverDoesNotStartWhereTheClientIsRegisteredAlready() {
		assertThatException().isThrownBy(() -> ServerNode.start(TestStore.MEMORY.create(), AUDIENCES).close())
			.havingRootCause()
			.isInstanceOf(ClaimPolicyException.class)
			.withMessageContaining("claims-dsl.audiences[1].id")
			.withMessageContaining("'" + JWT + "' is also the identifier of a client");
	}

	private static Audience audience(String id, String... clients) {
		return new Audience(id, Set.of(clients), Set.of("read:messages"), Set.of(), TokenProfile.RFC9068, null,
				Set.of());
	}

	private static RegisteredClient.Builder client(String id) {
		return TestStore.client(id)
			.authorizationGrantType(PasswordGrant.TYPE)
			.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
			.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri(TestStore.REDIRECT_URI);
	}

}
