package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Set;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.TestAudiences;
import io.github.claimsdsl.spring.audience.TokenProfile;

/**
 * What is found wrong with audiences when the server starts.
 */
class ServerCheckTests {

	private static final AuthorizationServerSettings SETTINGS = AuthorizationServerSettings.builder()
		.issuer(ServerNode.ISSUER + "/")
		.build();

	@Test
	void audiencesOfTheTestsHaveKeys() {
		assertThat(new ServerCheck(SETTINGS, TestStore.clients(), ServerNode.KEYS).check(TestAudiences.ALL).isEmpty())
			.isTrue();
	}

	/** The key pairs are RSA and P-256. */
	@ParameterizedTest
	@ValueSource(strings = { "ES384", "ES512" })
	void algorithmWithoutKeyIsAProblem(String algorithm) {
		assertThat(check(ServerNode.KEYS, audience("https://api.example.com", algorithm))).singleElement()
			.hasToString("claims-dsl.audiences[1].signing-algorithm: there is no key for '" + algorithm
					+ "' in the JWKSource bean: add one, or choose an algorithm that has one. (audience)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "PS512", "ES256" })
	void algorithmWithKeyIsNone(String algorithm) {
		assertThat(check(ServerNode.KEYS, audience("https://api.example.com", algorithm))).isEmpty();
	}

	@Test
	void keysThatCannotBeReadYetAreNone() {
		Audience audience = audience("https://api.example.com", "ES384");
		assertThat(check(null, audience)).isEmpty();
		assertThat(check((selector, context) -> {
			throw new KeySourceException("not yet");
		}, audience)).isEmpty();
		assertThat(check((selector, context) -> {
			throw new IllegalStateException("no issuer yet");
		}, audience)).isEmpty();
	}

	@Test
	void userInfoEndpointAsIdentifierIsAProblem() {
		assertThat(check(ServerNode.KEYS, audience(ServerNode.ISSUER + "/userinfo", "RS256"))).singleElement()
			.extracting((issue) -> issue.origin().subject())
			.isEqualTo("claims-dsl.audiences[1].id");
	}

	@Test
	void clientsThatCannotBeReadYetAreNone() {
		RegisteredClientRepository clients = mock();
		given(clients.findByClientId(any())).willThrow(new IllegalStateException("no database yet"));
		assertThat(new ServerCheck(SETTINGS, clients, ServerNode.KEYS).check(TestAudiences.ALL).isEmpty()).isTrue();
	}

	@Test
	void serverWithSeveralIssuersIsNotChecked() {
		AuthorizationServerSettings several = AuthorizationServerSettings.builder()
			.multipleIssuersAllowed(true)
			.build();
		Audiences audiences = Audiences.of(List.of(audience("https://api.example.com", "ES384")), false);
		assertThat(new ServerCheck(several, TestStore.clients(), ServerNode.KEYS).check(audiences).isEmpty()).isTrue();
	}

	private static List<Issue> check(@Nullable JWKSource<SecurityContext> keys, Audience audience) {
		Audiences audiences = Audiences.of(List.of(TestAudiences.API_AUDIENCE.id().equals(audience.id())
				? TestAudiences.REPORTS_AUDIENCE : TestAudiences.API_AUDIENCE, audience), false);
		return new ServerCheck(SETTINGS, TestStore.clients(), keys).check(audiences).inOrder();
	}

	private static Audience audience(String id, String algorithm) {
		return new Audience(id, Set.of("app"), Set.of(), Set.of(), TokenProfile.RFC9068, algorithm, Set.of());
	}

}
