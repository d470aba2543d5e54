package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.claimsdsl.spring.audience.TestClient.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * APIs accept the tokens that are for them and refuse all others: decoders as Spring Boot
 * builds them, and Nimbus' processor by the rules of RFC 9068 section 4.
 */
class ResourceServerTests {

	private final TestClient client = TestServers.of(TestStore.MEMORY).server().client();

	private final Answer api = this.client.password("app", "audience", API, "scope", "openid").granted();

	private final Answer reports = this.client.password("app", "audience", REPORTS, "scope", "openid").granted();

	private final Answer none = this.client.password("app", "scope", "openid").granted();

	@Test
	void stockSpringResourceServerAcceptsTheSpringProfileOnly() {
		JwtDecoder decoder = decoder(
				List.of(new JwtIssuerValidator(TestServer.ISSUER), new JwtAudienceValidator(REPORTS)));
		assertThat(decoder.decode(this.reports.string("access_token")).getSubject()).isEqualTo("alice");
		refuses(decoder, this.api.string("access_token"), this.none.string("access_token"),
				this.reports.string("id_token"), tampered(this.reports));
	}

	/** The one bean that docs/audiences.md shows. */
	@Test
	void springResourceServerWithATypeValidatorAcceptsRfc9068TokensOnly() {
		JwtDecoder decoder = decoder(List.of(new Api().typeValidator(), new JwtIssuerValidator(TestServer.ISSUER),
				new JwtAudienceValidator(API)));
		assertThat(decoder.decode(this.api.string("access_token")).getSubject()).isEqualTo("alice");
		refuses(decoder, this.reports.string("access_token"), this.none.string("access_token"),
				this.api.string("id_token"), tampered(this.api));
	}

	@Test
	void nimbusProcessorAcceptsRfc9068TokensOnly() throws Exception {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
		processor.setJWSKeySelector(
				new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), TestServer.KEYS));
		processor.setJWTClaimsSetVerifier(
				new DefaultJWTClaimsVerifier<>(API, new JWTClaimsSet.Builder().issuer(TestServer.ISSUER).build(),
						Set.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti")));
		assertThat(processor.process(this.api.string("access_token"), null).getSubject()).isEqualTo("alice");
		for (String other : List.of(this.reports.string("access_token"), this.none.string("access_token"),
				this.api.string("id_token"))) {
			assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> processor.process(other, null));
		}
	}

	private static JwtDecoder decoder(List<OAuth2TokenValidator<Jwt>> validators) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(TestServer.KEYS)
			.jwsAlgorithms(
					(algorithms) -> algorithms.addAll(Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
			.build();
		decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(validators));
		return decoder;
	}

	private static void refuses(JwtDecoder decoder, String... tokens) {
		for (String token : tokens) {
			assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(token));
		}
	}

	private static String tampered(Answer answer) {
		String token = answer.string("access_token");
		return token.substring(0, token.length() - 8) + "AAAAAAAA";
	}

	@Configuration(proxyBeanMethods = false)
	static class Api {

		@Bean
		JwtTypeValidator typeValidator() {
			return new JwtTypeValidator("at+jwt");
		}

	}

}
