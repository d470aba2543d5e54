package io.github.claimsdsl.spring.server;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API_AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.TokenProfile;
import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Audiences beside OpenID Connect Dynamic Client Registration 1.0, over HTTP.
 */
class ClientRegistrationTests {

	private static final String REGISTRATION = ServerNode.ISSUER + "/connect/register";

	private static final Audience REGISTRATION_AUDIENCE = new Audience(REGISTRATION, Set.of("registrar"),
			Set.of("client.create"), Set.of(), TokenProfile.SPRING, null, Set.of("registrar"));

	/** Sections 3.1 and 4.2: the tokens of the registrar and of the registration. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void clientIsRegisteredWithATokenForTheRegistration(boolean required) {
		Audiences audiences = Audiences.of(List.of(API_AUDIENCE, REGISTRATION_AUDIENCE), required);
		try (ServerNode server = ServerNode.start(TestStore.MEMORY.create(), audiences)) {
			TestClient client = server.client();
			Answer token = client.token("registrar", "client_credentials", "scope", "client.create").granted();
			assertThat(token.audience()).containsExactly(REGISTRATION);
			assertRegisters(client, token);
		}
	}

	@Test
	void clientIsRegisteredWithATokenForNoAudienceWhereNoneIsRequired() {
		TestClient client = TestServers.of(TestStore.MEMORY).server().client();
		assertRegisters(client, client.token("registrar", "client_credentials", "scope", "client.create").granted());
	}

	/** RFC 8707 section 2. */
	@Test
	void registrarWithoutAudienceIsToldSoWhereOneIsRequired() {
		Audiences audiences = Audiences.of(List.of(API_AUDIENCE), true);
		try (ServerNode server = ServerNode.start(TestStore.MEMORY.create(), audiences)) {
			server.client()
				.token("registrar", "client_credentials", "scope", "client.create")
				.refused("invalid_target");
		}
	}

	private static void assertRegisters(TestClient client, Answer token) {
		Answer registered = client.register(token.string("access_token"), """
				{"client_name": "New", "redirect_uris": ["https://new.example.com/callback"],
				 "grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_basic"}""");
		assertThat(registered.status()).as(registered.body()).isEqualTo(201);
		URI registration = URI.create(registered.string("registration_client_uri"));
		Answer read = client.bearer(registration.getPath() + "?" + registration.getQuery(),
				registered.string("registration_access_token"));
		assertThat(read.granted().json()).containsEntry("client_id", registered.string("client_id"));
	}

}
