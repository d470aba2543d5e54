package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.token.AnswerDecisions;
import io.github.claimsdsl.spring.token.DecisionListeners;
import io.github.claimsdsl.spring.token.TokenCustomizers;
import io.github.claimsdsl.spring.token.TokenSizeLimit;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * An authorization server on a free port, as a team would configure it. Several servers
 * may share a store.
 */
final class ServerNode implements AutoCloseable {

	static final String ISSUER = "http://issuer.example.com";

	static final JWKSource<SecurityContext> KEYS = new ImmutableJWKSet<>(keys());

	private final ConfigurableApplicationContext context;

	private ServerNode(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ServerNode start(OAuth2AuthorizationService store, Audiences audiences) {
		return start(store, audiences, (context) -> {
		});
	}

	static ServerNode start(OAuth2AuthorizationService store, Audiences audiences,
			Consumer<GenericApplicationContext> beans) {
		return new ServerNode(new SpringApplicationBuilder(Config.class)
			.properties(Map.of("server.port", "0", "claims-dsl.enabled", "false", "spring.main.banner-mode", "off",
					"spring.autoconfigure.exclude",
					"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"))
			.initializers((context) -> {
				GenericApplicationContext beanFactory = (GenericApplicationContext) context;
				beanFactory.registerBean(Audiences.class, () -> audiences);
				beanFactory.registerBean(OAuth2AuthorizationService.class, () -> store);
				beanFactory.registerBean(RegisteredClientRepository.class, TestStore::clients);
				beans.accept(beanFactory);
			})
			.run());
	}

	/** What decides the answers of a server without policies. */
	static AnswerDecisions answers(Audiences audiences, RefusalLog refusals) {
		return customizers(audiences, refusals, new DefaultListableBeanFactory()).answers();
	}

	private static TokenCustomizers customizers(Audiences audiences, RefusalLog refusals,
			ConfigurableListableBeanFactory beanFactory) {
		return new TokenCustomizers(ClaimPolicySet.of(List.of(), ExpressionLanguage.of(Schema.withoutUser())),
				new AudienceTokens(audiences, 4), NamedParameters.NONE,
				new UserSources(beanFactory, LoginAttributes.none()), new TokenSizeLimit(4096, 8192),
				new DecisionListeners(List.of(), null, ObservationRegistry.NOOP), refusals);
	}

	TestClient client() {
		return new TestClient(address());
	}

	String address() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	OAuth2AuthorizationService authorizations() {
		return this.context.getBean(OAuth2AuthorizationService.class);
	}

	InMemoryUserDetailsManager users() {
		return this.context.getBean(InMemoryUserDetailsManager.class);
	}

	TestCustomizer customizer() {
		return this.context.getBean(TestCustomizer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static JWKSet keys() {
		try {
			return new JWKSet(List.of(new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID("rsa").generate(),
					new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).keyID("ec").generate()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	static class Config {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Customizer<HttpSecurity> serverCustomizer(Audiences audiences, RefusalLog refusals) {
			return (http) -> http.with(new ServerConfigurer(() -> new ServerConfigurer.Settings(audiences, Issuers.ANY,
					NamedParameters.NONE, ClientMetadata.NONE, true, false, answers(audiences, refusals), refusals,
					new ServerAuthorizations())));
		}

		@Bean
		RefusalLog refusals() {
			return new RefusalLog(true, (refusal) -> {
			});
		}

		@Bean
		TokenCustomizers tokenCustomizers(Audiences audiences, RefusalLog refusals,
				ConfigurableListableBeanFactory beanFactory) {
			return customizers(audiences, refusals, beanFactory);
		}

		@Bean
		@Primary
		OAuth2TokenCustomizer<JwtEncodingContext> jwtCustomizer(TokenCustomizers tokens, TestCustomizer customizer) {
			return tokens.jwt(List.of((context) -> customizer.jwt().customize(context)));
		}

		@Bean
		@Primary
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaqueCustomizer(TokenCustomizers tokens,
				TestCustomizer customizer) {
			return tokens.opaque(List.of((context) -> customizer.opaque().customize(context)));
		}

		@Bean
		TestCustomizer testCustomizer() {
			return new TestCustomizer();
		}

		@Bean
		@ConditionalOnMissingBean(JwtEncoder.class)
		JWKSource<SecurityContext> jwkSource() {
			return KEYS;
		}

		@Bean
		@ConditionalOnMissingBean
		AuthorizationServerSettings authorizationServerSettings() {
			return AuthorizationServerSettings.builder().issuer(ISSUER).build();
		}

		/**
		 * Hashing, which the server would introduce on first use, takes most of the time.
		 */
		@Bean
		@SuppressWarnings("deprecation")
		PasswordEncoder passwordEncoder() {
			return new DelegatingPasswordEncoder("noop", Map.of("noop", NoOpPasswordEncoder.getInstance()));
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password("{noop}wonderland").roles("user").build(),
					User.withUsername("mallory").password("{noop}wonderland").roles("user").build());
		}

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, UserDetailsService users,
				OAuth2AuthorizationService authorizations) {
			ProviderManager passwords = new ProviderManager(new DaoAuthenticationProvider(users));
			return http.oauth2AuthorizationServer((server) -> {
				http.securityMatcher(server.getEndpointsMatcher());
				server
					.oidc((oidc) -> oidc.clientRegistrationEndpoint(withDefaults())
						.providerConfigurationEndpoint((endpoint) -> endpoint.providerConfigurationCustomizer(
								(metadata) -> metadata.grantType(PasswordGrant.TYPE.getValue()))))
					.pushedAuthorizationRequestEndpoint(withDefaults())
					.deviceAuthorizationEndpoint(withDefaults())
					.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverter(PasswordGrant.converter())
						.authenticationProvider(
								new PasswordGrant.Provider(passwords, authorizations, () -> tokenGenerator(http))));
			})
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
						new LoginUrlAuthenticationEntryPoint("/login"),
						new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain pages(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(withDefaults())
				.build();
		}

		@SuppressWarnings("unchecked")
		private static OAuth2TokenGenerator<OAuth2Token> tokenGenerator(HttpSecurity http) {
			return http.getSharedObject(OAuth2TokenGenerator.class);
		}

	}

}
