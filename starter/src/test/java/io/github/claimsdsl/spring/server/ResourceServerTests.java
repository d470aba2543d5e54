package io.github.claimsdsl.spring.server;

import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.boot.ClaimsDslAutoConfiguration;
import io.github.claimsdsl.spring.audience.TestAudiences;
import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * APIs accept the tokens that are for them and refuse all others: Spring Boot
 * applications that know no more than the issuer and their audience, over HTTP, and
 * Nimbus' processor by the rules of RFC 9068 section 4.
 */
class ResourceServerTests {

	private static ServerNode issuer;

	private static ConfigurableApplicationContext reportsApi;

	private static ConfigurableApplicationContext stockApi;

	private static ConfigurableApplicationContext api;

	@BeforeAll
	static void start() {
		issuer = ServerNode.start(TestStore.MEMORY.create(), TestAudiences.ALL, (context) -> context
			.registerBean(AuthorizationServerSettings.class, () -> AuthorizationServerSettings.builder().build()));
		reportsApi = startApi(REPORTS);
		stockApi = startApi(API);
		api = startApi(API, Rfc9068.class);
	}

	@AfterAll
	static void stop() {
		reportsApi.close();
		stockApi.close();
		api.close();
		issuer.close();
	}

	@Test
	void stockResourceServerAcceptsTheSpringProfileOnly() throws ParseException {
		Answer reports = tokens(REPORTS);
		assertAccepts(reportsApi, reports.string("access_token"));
		assertRefuses(reportsApi, tokens(API).string("access_token"));
		assertRefusesAllBut(reportsApi, reports);
	}

	/** RFC 9068 section 2.1: what makes it refuse is the type. */
	@Test
	void stockResourceServerRefusesTheTypeOfRfc9068() {
		String token = tokens(API).string("access_token");
		assertRefuses(stockApi, token);
		assertAccepts(api, token);
	}

	/** RFC 9068 section 4, with the one bean that docs/audiences.md shows. */
	@Test
	void resourceServerWithTheTypeValidatorAcceptsRfc9068Only() throws ParseException {
		Answer tokens = tokens(API);
		assertAccepts(api, tokens.string("access_token"));
		assertRefuses(api, tokens(REPORTS).string("access_token"));
		assertRefusesAllBut(api, tokens);
	}

	/** RFC 9068 section 4. */
	@Test
	void nimbusProcessorAcceptsRfc9068Only() throws Exception {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
		processor.setJWSKeySelector(
				new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), ServerNode.KEYS));
		processor.setJWTClaimsSetVerifier(
				new DefaultJWTClaimsVerifier<>(API, new JWTClaimsSet.Builder().issuer(issuer.address()).build(),
						Set.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti")));
		Answer tokens = tokens(API);
		assertThat(processor.process(tokens.string("access_token"), null).getSubject()).isEqualTo("alice");
		for (String other : new String[] { tokens(REPORTS).string("access_token"), tokens("").string("access_token"),
				tokens.string("id_token"), expired(API), tampered(tokens), unsigned(tokens) }) {
			assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> processor.process(other, null));
		}
	}

	/**
	 * Asserts that what resembles an access token is refused: OpenID Connect Core 1.0
	 * section 2 (ID token), RFC 7519 sections 4.1.3, 4.1.4 and 6.
	 */
	private static void assertRefusesAllBut(ConfigurableApplicationContext resourceServer, Answer tokens)
			throws ParseException {
		assertRefuses(resourceServer, tokens.string("id_token"));
		assertRefuses(resourceServer, tokens("").string("access_token"));
		assertRefuses(resourceServer, tampered(tokens));
		assertRefuses(resourceServer, unsigned(tokens));
		assertRefuses(resourceServer, expired(tokens.audience().get(0)));
	}

	private static void assertAccepts(ConfigurableApplicationContext resourceServer, String token) {
		assertThat(call(resourceServer, token).granted().body()).isEqualTo("alice");
	}

	private static void assertRefuses(ConfigurableApplicationContext resourceServer, String token) {
		assertThat(call(resourceServer, token).status()).isEqualTo(401);
	}

	private static Answer call(ConfigurableApplicationContext resourceServer, String token) {
		String port = resourceServer.getEnvironment().getProperty("local.server.port");
		return new TestClient("http://127.0.0.1:" + port).bearer("/subject", token);
	}

	private static Answer tokens(String audience) {
		return issuer.client().password("app", "audience", audience, "scope", "openid").granted();
	}

	private static String tampered(Answer answer) {
		String token = answer.string("access_token");
		return token.substring(0, token.length() - 8) + "AAAAAAAA";
	}

	private static String unsigned(Answer answer) throws ParseException {
		return new PlainJWT(answer.jwt("access_token").getJWTClaimsSet()).serialize();
	}

	/** Signed by the issuer, as all its tokens. */
	private static String expired(String audience) {
		Instant past = Instant.now().minusSeconds(600);
		issuer.customizer()
			.jwt((context) -> context.getClaims().issuedAt(past).notBefore(past).expiresAt(past.plusSeconds(300)));
		try {
			return issuer.client().password("app", "audience", audience).string("access_token");
		}
		finally {
			issuer.customizer().reset();
		}
	}

	private static ConfigurableApplicationContext startApi(String audience, Class<?>... more) {
		return new SpringApplicationBuilder(Api.class).sources(more)
			.properties(Map.of("server.port", "0", "spring.main.banner-mode", "off",
					"spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer.address(),
					"spring.security.oauth2.resourceserver.jwt.audiences", audience))
			.run();
	}

	/** An application that has the starter of a resource server and no other. */
	@EnableAutoConfiguration(exclude = { ClaimsDslAutoConfiguration.class, DataSourceAutoConfiguration.class,
			OAuth2AuthorizationServerAutoConfiguration.class, OAuth2AuthorizationServerJwtAutoConfiguration.class })
	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Api {

		@GetMapping("/subject")
		String subject(@AuthenticationPrincipal Jwt token) {
			return token.getSubject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rfc9068 {

		@Bean
		JwtTypeValidator typeValidator() {
			return new JwtTypeValidator("at+jwt");
		}

	}

}
