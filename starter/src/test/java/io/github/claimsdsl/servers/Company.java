package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * What all servers have in common: keys, users, clients and the login page. An
 * arrangement adds the chain of the authorization server, and may replace the clients or
 * the store.
 */
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
@Import(DenialTeam.class)
class Company {

	static final RSAKey KEY = key();

	static final String REDIRECT_URI = "http://127.0.0.1:8099/callback";

	@Bean
	JWKSource<SecurityContext> keys() {
		return new ImmutableJWKSet<>(new JWKSet(KEY));
	}

	@Bean
	@ConditionalOnMissingBean
	RegisteredClientRepository clients() {
		return clients(OAuth2TokenFormat.SELF_CONTAINED);
	}

	@Bean
	@ConditionalOnMissingBean
	OAuth2AuthorizationService authorizations() {
		return new InMemoryOAuth2AuthorizationService();
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "test.local-users", matchIfMissing = true)
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("alice").password("{noop}wonderland").roles("user").build());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "test.local-users", matchIfMissing = true)
	AuthenticationManager passwords(UserDetailsService users) {
		return new ProviderManager(new DaoAuthenticationProvider(users));
	}

	/** Hashing takes most of the time otherwise. */
	@Bean
	@SuppressWarnings("deprecation")
	PasswordEncoder passwordEncoder() {
		return new DelegatingPasswordEncoder("noop", Map.of("noop", NoOpPasswordEncoder.getInstance()));
	}

	/** An arrangement with one chain for everything calls it {@code onlyChain}. */
	@Bean
	@Order(10)
	@ConditionalOnMissingBean(name = "onlyChain")
	SecurityFilterChain login(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin(withDefaults())
			.build();
	}

	/**
	 * Client {@code app} may have everything, {@code barred} is denied by a policy, and
	 * {@code legacy} and {@code partner} have nothing to do with the declared audience.
	 */
	static RegisteredClientRepository clients(OAuth2TokenFormat format) {
		return new InMemoryRegisteredClientRepository(client("app", format), client("barred", format),
				client("legacy", format), client("partner", format), registrar(), drawn(TokenCase.JWT, format),
				drawn(TokenCase.OUTSIDE, format), drawn(TokenCase.OPAQUE, OAuth2TokenFormat.REFERENCE));
	}

	/** A client that may have all scopes of drawn denials. */
	private static RegisteredClient drawn(String id, OAuth2TokenFormat format) {
		return RegisteredClient.from(client(id, format)).scopes((scopes) -> scopes.addAll(drawnScopes())).build();
	}

	static List<String> drawnScopes() {
		return Stream
			.concat(Stream.of(DenialRules.Form.values()).map(DenialRules.Form::scope), DrawnPolicies.SCOPES.stream())
			.toList();
	}

	/** A client whose secret is its name and {@code -secret}. */
	static RegisteredClient client(String id, OAuth2TokenFormat format) {
		return RegisteredClient.withId("id-of-" + id)
			.clientId(id)
			.clientSecret("{noop}" + id + "-secret")
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantTypes((grants) -> grants
				.addAll(List.of(AuthorizationGrantType.CLIENT_CREDENTIALS, AuthorizationGrantType.AUTHORIZATION_CODE,
						AuthorizationGrantType.REFRESH_TOKEN, AuthorizationGrantType.DEVICE_CODE,
						AuthorizationGrantType.TOKEN_EXCHANGE, CommunityPasswordGrant.TYPE)))
			.redirectUri(REDIRECT_URI)
			.scope("openid")
			.scope("read")
			.clientSettings(ClientSettings.builder().requireProofKey(false).build())
			.tokenSettings(TokenSettings.builder().accessTokenFormat(format).reuseRefreshTokens(false).build())
			.build();
	}

	private static RegisteredClient registrar() {
		return RegisteredClient.withId("id-of-registrar")
			.clientId("registrar")
			.clientSecret("{noop}registrar-secret")
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scope("client.create")
			.build();
	}

	private static RSAKey key() {
		try {
			return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID("company").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
