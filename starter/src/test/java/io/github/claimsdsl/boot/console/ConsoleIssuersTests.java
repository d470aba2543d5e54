package io.github.claimsdsl.boot.console;

import java.util.Date;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console of a server that has several issuers.
 */
class ConsoleIssuersTests {

	private static final String ONE = "https://auth.example.com/one";

	private static final String TWO = "https://auth.example.com/two";

	private static ConsoleServer server;

	private static Visitor admin;

	@Configuration(proxyBeanMethods = false)
	static class SeveralIssuers {

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build();
		}

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(SeveralIssuers.class, "claims-dsl.issuers[0]", ONE, "claims-dsl.issuers[1]", TWO,
				"claims-dsl.policies.second.audience", "any", "claims-dsl.policies.second.issuer", TWO,
				"claims-dsl.policies.second.claims.second", "true");
		admin = server.visitor().signIn("alice", "wonderland");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String preview(String issuer) {
		return Pages.text(
				admin
					.submitFrom("/claims-dsl", "/claims-dsl", "client", "app", "grantType", "client_credentials",
							"issuance", "INITIAL", "user", "", "scopes", "", "issuer", issuer)
					.body());
	}

	@SuppressWarnings("unchecked")
	private static String issuedBy(String issuer) throws Exception {
		JWKSource<SecurityContext> keys = server.context().getBean(JWKSource.class);
		RSAKey key = (RSAKey) keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).get(0);
		SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
				new JWTClaimsSet.Builder().issuer(issuer)
					.subject("app")
					.audience("app")
					.expirationTime(new Date(System.currentTimeMillis() + 60_000))
					.build());
		jwt.sign(new RSASSASigner(key));
		return jwt.serialize();
	}

	private static String explain(String token, String... fields) {
		String[] all = new String[fields.length + 2];
		all[0] = "token";
		all[1] = token;
		System.arraycopy(fields, 0, all, 2, fields.length);
		return Pages.text(admin.submitFrom("/claims-dsl/explain", "/claims-dsl/explain", all).body());
	}

	@Test
	void previewWhenAtAnIssuerThenItsPoliciesAndItsEndpointsCount() {
		assertThat(preview(TWO)).contains("curl '" + TWO + "/oauth2/token'", "second 13 bytes true");
		assertThat(preview(ONE)).contains("curl '" + ONE + "/oauth2/token'").doesNotContain("second 13 bytes");
		assertThat(preview("https://other.example.com")).contains("This request is not possible: unknown issuer.");
	}

	@Test
	void explanationWhenTokenIsOfAnIssuerThenIsComparedAtThatIssuer() throws Exception {
		String[] fields = { "client", "app", "grantType", "client_credentials", "issuance", "INITIAL", "user", "",
				"issuer", ONE };
		for (String text : new String[] { explain(issuedBy(TWO)), explain(issuedBy(TWO), fields) }) {
			assertThat(text).contains("iss \"" + TWO + "\" \"" + TWO + "\" same")
				.contains("second – true second.second");
		}
		assertThat(explain(issuedBy(ONE))).contains("iss \"" + ONE + "\" \"" + ONE + "\" same")
			.doesNotContain("second.second");
		assertThat(explain(issuedBy("https://other.example.com"))).contains("This is not a token of this server");
	}

}
