package io.github.claimsdsl.servers;

import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Encoders of a team's own that leave the claims alone: a header for key rotation, and
 * encrypted access tokens.
 */
class EncoderTests {

	@Nested
	class ThatAddsAHeaderAndCounts extends FourChecks {

		ThatAddsAHeaderAndCounts() {
			super(CountingEncoderServer.class);
		}

		@Test
		void tokenThenHasTheHeaderAndIsEncodedOnce() throws ParseException {
			AtomicInteger encoded = this.server.bean(CountingEncoder.class).encoded;
			int before = encoded.get();
			Answer answer = ask("app", "scope", "read").granted();
			assertThat(SignedJWT.parse(answer.text("access_token")).getHeader().getCustomParam("ring")).isEqualTo("a");
			assertThat(encoded.get()).isEqualTo(before + 1);
		}

	}

	/** The claims are saved with the authorization, in the clear. */
	@Nested
	class ThatEncryptsAccessTokens extends FourChecks {

		ThatEncryptsAccessTokens() {
			super(EncryptingServer.class, Policies.wired(Policies.withAudience()));
		}

		@Override
		Map<String, Object> claims(Answer answer) {
			return Answer.claimsOf(decrypt(answer.text("access_token")));
		}

		@Test
		void tokensOfAUserThenHaveTheClaimOfThePolicy() {
			Answer tokens = CodeFlow.of(this.server).tokens("app", "openid read").granted();
			assertThat(claims(tokens)).containsEntry("decided", "yes");
			assertThat(tokens.claims("id_token")).containsEntry("sub", "alice");
		}

		private static String decrypt(String token) {
			try {
				JWEObject encrypted = JWEObject.parse(token);
				encrypted.decrypt(new RSADecrypter(Company.KEY));
				return encrypted.getPayload().toString();
			}
			catch (ParseException | JOSEException ex) {
				throw new AssertionError("not encrypted: " + token, ex);
			}
		}

	}

	static final class CountingEncoder implements JwtEncoder {

		private final JwtEncoder encoder;

		private final AtomicInteger encoded = new AtomicInteger();

		CountingEncoder(JwtEncoder encoder) {
			this.encoder = encoder;
		}

		@Override
		public Jwt encode(JwtEncoderParameters parameters) {
			this.encoded.incrementAndGet();
			JwsHeader header = JwsHeader.from(parameters.getJwsHeader()).header("ring", "a").build();
			return this.encoder.encode(JwtEncoderParameters.from(header, parameters.getClaims()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class CountingEncoderServer {

		@Bean
		CountingEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
			return new CountingEncoder(new NimbusJwtEncoder(keys));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class EncryptingServer {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			OAuth2TokenGenerator<? extends OAuth2Token> wired = new Generators(keys, jwt, opaque).wired();
			return (context) -> {
				OAuth2Token token = wired.generate(context);
				return (token instanceof Jwt signed && OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType()))
						? encrypted(signed) : token;
			};
		}

		private static Jwt encrypted(Jwt jwt) {
			JWEObject encrypted = new JWEObject(new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM),
					new Payload(jwt.getTokenValue()));
			try {
				encrypted.encrypt(new RSAEncrypter(Company.KEY));
			}
			catch (JOSEException ex) {
				throw new IllegalStateException(ex);
			}
			return new Jwt(encrypted.serialize(), jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getHeaders(),
					jwt.getClaims());
		}

	}

}
