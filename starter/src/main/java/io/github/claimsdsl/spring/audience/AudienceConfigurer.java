package io.github.claimsdsl.spring.audience;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Makes the endpoints of an authorization server respect audiences. Acts in chains of an
 * authorization server only and where audiences are declared; it opens no endpoint and
 * replaces nothing an application has set.
 */
public final class AudienceConfigurer extends AbstractHttpConfigurer<AudienceConfigurer, HttpSecurity> {

	private static final Log logger = LogFactory.getLog(AudienceConfigurer.class);

	private final Audiences audiences;

	/**
	 * Creates the configurer for the given audiences. It must be added before the
	 * authorization server's own configurer is initialised, which a
	 * {@code Customizer<HttpSecurity>} bean does.
	 * @param audiences the declared audiences
	 */
	public AudienceConfigurer(Audiences audiences) {
		this.audiences = audiences;
	}

	/**
	 * Hooks into the endpoints of the authorization server of this chain, if there is
	 * one.
	 * @param http the chain
	 */
	@Override
	public void init(HttpSecurity http) {
		OAuth2AuthorizationServerConfigurer server = http.getConfigurer(OAuth2AuthorizationServerConfigurer.class);
		if (server == null || this.audiences.isEmpty()) {
			return;
		}
		server.tokenEndpoint(
				(endpoint) -> endpoint.accessTokenRequestConverter(new TokenRequestAudienceConverter(this.audiences)));
		if (!acceptAtJwt(http)) {
			http.with(new LateResourceServer(), (late) -> {
			});
		}
	}

	/** Returns whether the chain is a resource server, so far. */
	@SuppressWarnings("unchecked")
	private static boolean acceptAtJwt(HttpSecurity http) {
		OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer = http
			.getConfigurer(OAuth2ResourceServerConfigurer.class);
		if (resourceServer == null) {
			return false;
		}
		JWKSource<SecurityContext> keys = keys(http);
		if (keys != null) {
			resourceServer.addObjectPostProcessor(new AtJwtPostProcessor(keys));
		}
		else {
			logger.warn("There is no JWKSource bean: userinfo answers 401 to access tokens with typ at+jwt, unless "
					+ "your JwtDecoder accepts them");
		}
		return true;
	}

	private static @Nullable JWKSource<SecurityContext> keys(HttpSecurity http) {
		ResolvableType type = ResolvableType.forClassWithGenerics(JWKSource.class, SecurityContext.class);
		return http.getSharedObject(ApplicationContext.class)
			.<JWKSource<SecurityContext>>getBeanProvider(type)
			.getIfUnique();
	}

	/** The authorization server may make its chain a resource server when initialised. */
	private static final class LateResourceServer extends AbstractHttpConfigurer<LateResourceServer, HttpSecurity> {

		@Override
		public void init(HttpSecurity http) {
			acceptAtJwt(http);
		}

	}

	private record AtJwtPostProcessor(
			JWKSource<SecurityContext> keys) implements ObjectPostProcessor<AuthenticationProvider> {

		@Override
		@SuppressWarnings("unchecked")
		public <O extends AuthenticationProvider> O postProcess(O provider) {
			return (provider instanceof JwtAuthenticationProvider)
					? (O) new AtJwtAuthenticationProvider(provider, this.keys) : provider;
		}

	}

}
