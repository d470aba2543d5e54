package io.github.claimsdsl.servers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * A server whose tokens say for which tenant they were asked. Its password grant keeps no
 * parameter of the request and issues refresh tokens.
 */
@Configuration(proxyBeanMethods = false)
class ParameterServer {

	/** Client {@code app} gets JWTs, client {@code opaque} opaque tokens. */
	@Bean
	RegisteredClientRepository clients() {
		return new InMemoryRegisteredClientRepository(Company.client("app", OAuth2TokenFormat.SELF_CONTAINED),
				Company.client("opaque", OAuth2TokenFormat.REFERENCE));
	}

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
			OAuth2AuthorizationService authorizations) {
		CommunityPasswordGrant.Provider grant = new CommunityPasswordGrant.Provider(users, authorizations,
				() -> http.getSharedObject(OAuth2TokenGenerator.class));
		return StockServer
			.chain(http,
					(server) -> server.oidc(withDefaults())
						.pushedAuthorizationRequestEndpoint(withDefaults())
						.deviceAuthorizationEndpoint(withDefaults())
						.tokenEndpoint((endpoint) -> endpoint
							.accessTokenRequestConverter(new CommunityPasswordGrant.Converter())
							.authenticationProvider(new Refreshable(grant, authorizations))));
	}

	/** A policy that writes the tenant, and one that denies one of them. */
	static Map<String, String> properties() {
		return new LinkedHashMap<>(Map.of("claims-dsl.request-parameters", "tenant", "claims-dsl.policies.p.audience",
				"any", "claims-dsl.policies.p.claims.tenant", "request.parameters['tenant']",
				"claims-dsl.policies.p.deny.barred.when", "request.parameters['tenant'] == 'barred'",
				"claims-dsl.policies.p.deny.barred.error", "access_denied", "claims-dsl.policies.id.token-type",
				"id_token", "claims-dsl.policies.id.claims.tenant", "request.parameters['tenant']"));
	}

	/** The same beside an audience, which has checks of its own. */
	static Map<String, String> propertiesWithAudience() {
		Map<String, String> properties = properties();
		properties.putAll(
				Map.of("claims-dsl.audiences.api.id", Policies.API, "claims-dsl.audiences.api.clients", "app,opaque",
						"claims-dsl.audiences.api.scopes", "read", "claims-dsl.audiences.api.default-for", "app"));
		return properties;
	}

	/**
	 * Adds a refresh token to what a grant issues.
	 *
	 * @param grant the grant
	 * @param authorizations where its authorizations are
	 */
	record Refreshable(CommunityPasswordGrant.Provider grant,
			OAuth2AuthorizationService authorizations) implements AuthenticationProvider {

		@Override
		public Authentication authenticate(Authentication authentication) {
			OAuth2AccessTokenAuthenticationToken issued = (OAuth2AccessTokenAuthenticationToken) this.grant
				.authenticate(authentication);
			OAuth2Authorization saved = this.authorizations.findByToken(issued.getAccessToken().getTokenValue(),
					OAuth2TokenType.ACCESS_TOKEN);
			OAuth2RefreshToken refreshToken = new OAuth2RefreshToken(UUID.randomUUID().toString(), Instant.now(),
					Instant.now().plusSeconds(600));
			this.authorizations.save(OAuth2Authorization.from(saved).refreshToken(refreshToken).build());
			return new OAuth2AccessTokenAuthenticationToken(issued.getRegisteredClient(),
					(Authentication) issued.getPrincipal(), issued.getAccessToken(), refreshToken,
					issued.getAdditionalParameters());
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return this.grant.supports(authentication);
		}

	}

}
