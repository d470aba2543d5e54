package io.github.claimsdsl.spring.server;

import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * What discovery says is what the server does: RFC 8414 section 2, OpenID Connect
 * Discovery 1.0 section 3.
 */
class DiscoveryTests {

	private final TestClient client = TestServers.of(TestStore.MEMORY).server().client();

	private final Map<String, Object> metadata = this.client.get("/.well-known/openid-configuration").granted().json();

	@Test
	void grantsNamedAreTheGrantsThatTheTokenEndpointKnows() {
		List<String> grants = values("grant_types_supported");
		assertThat(grants).containsExactlyInAnyOrder("authorization_code", "refresh_token", "client_credentials",
				"urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange",
				"password");
		grants.forEach((grant) -> assertThat(error(grant)).isNotEqualTo("unsupported_grant_type"));
		assertThat(error("implicit")).isEqualTo("unsupported_grant_type");
	}

	@Test
	void idTokensAreSignedWithAnAlgorithmNamed() {
		Answer answer = this.client.password("app", "audience", REPORTS, "scope", "openid").granted();
		assertThat(values("id_token_signing_alg_values_supported"))
			.contains(answer.jwt("id_token").getHeader().getAlgorithm().getName());
	}

	/** RFC 9068 section 4: no metadata names the algorithms of access tokens. */
	@Test
	void keysOfAllAccessTokensAreAtTheAddressNamed() throws ParseException {
		assertThat(this.metadata).containsEntry("jwks_uri", ServerNode.ISSUER + "/oauth2/jwks");
		JWKSet keys = JWKSet.parse(this.client.get("/oauth2/jwks").granted().body());
		for (String audience : List.of(API, REPORTS)) {
			JWSHeader header = this.client.password("app", "audience", audience).jwt("access_token").getHeader();
			JWK key = keys.getKeyByKeyId(header.getKeyID());
			assertThat(key.isPrivate()).isFalse();
			assertThat(key.getKeyType().getValue()).isEqualTo(audience.equals(API) ? "RSA" : "EC");
		}
	}

	private List<String> values(String name) {
		return ((List<?>) this.metadata.get(name)).stream().map(String::valueOf).toList();
	}

	private String error(String grantType) {
		Answer answer = this.client.token("app", grantType, "username", "alice", "password", "wonderland");
		return answer.json().getOrDefault("error", "none").toString();
	}

}
