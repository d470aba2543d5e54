package io.github.claimsdsl.demo.api;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import io.github.claimsdsl.demo.DemoServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API, over HTTP, with tokens that the server's own keys sign.
 */
@DemoServerTest
class MessagesApiTests {

	private static final String AUDIENCE = "https://api.example.com";

	@LocalServerPort
	private int port;

	@Autowired
	private JwtEncoder encoder;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@ParameterizedTest
	@EnumSource(value = SignatureAlgorithm.class, names = { "RS256", "ES256" })
	void takesAnAccessTokenForItsAudience(SignatureAlgorithm algorithm) {
		Answer answer = call(token(this.encoder, algorithm, "at+jwt", (claims) -> {
		}));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).containsEntry("subject", "alice");
	}

	@Test
	void takesAnAudienceAmongOthers() {
		assertThat(
				call(token((claims) -> claims.audience(List.of(AUDIENCE, "http://localhost:9000/userinfo")))).status())
			.isEqualTo(200);
	}

	@Test
	void refusesATokenForAnotherAudience() {
		assertRefused(token((claims) -> claims.audience(List.of("https://reports.example.com"))));
		assertRefused(token((claims) -> claims.audience(List.of(AUDIENCE + "/"))));
	}

	@Test
	void refusesATokenOfAnotherIssuer() {
		assertRefused(token((claims) -> claims.issuer("http://localhost:9001")));
	}

	@Test
	void refusesAnExpiredToken() {
		assertRefused(token((claims) -> claims.issuedAt(Instant.now().minusSeconds(600))
			.notBefore(Instant.now().minusSeconds(600))
			.expiresAt(Instant.now().minusSeconds(300))));
	}

	@Test
	void refusesAnIdToken() {
		Answer answer = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid");
		assertRefused(answer.string("id_token"));
	}

	@Test
	void refusesATokenOfAnotherType() {
		assertRefused(token(this.encoder, SignatureAlgorithm.RS256, "JWT", (claims) -> {
		}));
	}

	@Test
	void refusesATamperedToken() {
		String token = token((claims) -> {
		});
		int middle = token.length() - 40;
		char other = (token.charAt(middle) == 'A') ? 'B' : 'A';
		assertRefused(token.substring(0, middle) + other + token.substring(middle + 1));
	}

	@Test
	void refusesAnUnsignedToken() {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer("http://localhost:9000")
			.audience(AUDIENCE)
			.subject("alice")
			.build();
		assertRefused(new PlainJWT(claims).serialize());
	}

	@Test
	void refusesATokenThatAnotherKeySigned() throws JOSEException {
		JWKSet keys = new JWKSet(new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.ES256).keyID("x").generate());
		assertRefused(token(new NimbusJwtEncoder(new ImmutableJWKSet<>(keys)), SignatureAlgorithm.ES256, "at+jwt",
				(claims) -> {
				}));
	}

	@Test
	void refusesWhatIsNoToken() {
		assertRefused("nonsense");
	}

	@Test
	void asksForATokenWhereThereIsNone() {
		Answer answer = this.http.get("/api/messages");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(answer.error()).isEqualTo("invalid_token");
	}

	private void assertRefused(String token) {
		Answer answer = call(token);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(answer.error()).isEqualTo("invalid_token");
	}

	private Answer call(String token) {
		return this.http.get("/api/messages", "Authorization", "Bearer " + token);
	}

	private String token(Consumer<JwtClaimsSet.Builder> change) {
		return token(this.encoder, SignatureAlgorithm.RS256, "at+jwt", change);
	}

	private static String token(JwtEncoder encoder, SignatureAlgorithm algorithm, String type,
			Consumer<JwtClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.issuer("http://localhost:9000")
			.audience(List.of(AUDIENCE))
			.subject("alice")
			.claim("client_id", "trusted-app")
			.id("1")
			.issuedAt(now)
			.notBefore(now)
			.expiresAt(now.plusSeconds(300));
		change.accept(claims);
		return encoder.encode(JwtEncoderParameters.from(JwsHeader.with(algorithm).type(type).build(), claims.build()))
			.getTokenValue();
	}

}
