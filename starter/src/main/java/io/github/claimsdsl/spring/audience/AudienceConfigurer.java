package io.github.claimsdsl.spring.audience;

import java.util.List;

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
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.util.Assert;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Makes the endpoints of an authorization server respect audiences. Acts in chains of an
 * authorization server only and where audiences are declared; it opens no endpoint and
 * replaces nothing an application has set.
 */
public final class AudienceConfigurer extends AbstractHttpConfigurer<AudienceConfigurer, HttpSecurity> {

	private static final Log logger = LogFactory.getLog(AudienceConfigurer.class);

	private static final String UNCHECKED = "The endpoints of the authorization server do not check audiences: it was "
			+ "initialised before the AudienceConfigurer. Add the AudienceConfigurer first, as a bean of type "
			+ "Customizer<HttpSecurity> does";

	private static final String AT_JWT_REFUSED = "Userinfo answers 401 to access tokens with typ at+jwt, unless your "
			+ "JwtDecoder accepts them: there is no JWKSource bean, or the chain was made a resource server without "
			+ "JWTs or before the AudienceConfigurer was added";

	private final Audiences audiences;

	private @Nullable EndpointPostProcessor endpoints;

	private @Nullable AtJwtPostProcessor atJwt;

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
		this.endpoints = new EndpointPostProcessor(http, this.audiences);
		server.addObjectPostProcessor(this.endpoints);
		if (!acceptAtJwt(http)) {
			http.with(new LateResourceServer(), (late) -> {
			});
		}
	}

	/**
	 * Adds the check of authorization requests and makes sure that all checks are in
	 * place.
	 * @param http the chain
	 * @throws IllegalStateException if the authorization server was initialised before
	 * this configurer
	 * @throws ClaimPolicyException if the server has no key for the signing algorithm of
	 * an audience, or the identifier of an audience is its userinfo endpoint or a client
	 */
	@Override
	public void configure(HttpSecurity http) {
		if (http.getConfigurer(OAuth2AuthorizationServerConfigurer.class) == null || this.audiences.isEmpty()) {
			return;
		}
		Assert.state(this.endpoints != null && this.endpoints.sawIntrospection(), UNCHECKED);
		RegisteredClientRepository clients = http.getSharedObject(RegisteredClientRepository.class);
		AuthorizationServerSettings settings = http.getSharedObject(AuthorizationServerSettings.class);
		List<AudienceProblem> problems = new ServerCheck(settings, clients, keys(http)).check(this.audiences);
		if (!problems.isEmpty()) {
			throw new ClaimPolicyException(problems.stream().map(AudienceConfigurer::issue).toList());
		}
		if (resourceServer(http) != null && (this.atJwt == null || !this.atJwt.sawProvider())) {
			logger.warn(AT_JWT_REFUSED);
		}
		http.addFilterBefore(new HiddenTargetFilter(settings), AuthorizationFilter.class);
		http.addFilterAfter(new AuthorizationRequestFilter(this.audiences, clients),
				AbstractPreAuthenticatedProcessingFilter.class);
	}

	private static Issue issue(AudienceProblem problem) {
		return new Issue("audience", Origin.of("claims-dsl.audiences[" + problem.index() + "]." + problem.property()),
				problem.message(), null, null);
	}

	/** Returns whether the chain is a resource server, so far. */
	private boolean acceptAtJwt(HttpSecurity http) {
		OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer = resourceServer(http);
		JWKSource<SecurityContext> keys = keys(http);
		if (resourceServer != null && keys != null) {
			this.atJwt = new AtJwtPostProcessor(keys);
			resourceServer.addObjectPostProcessor(this.atJwt);
		}
		return resourceServer != null;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer(HttpSecurity http) {
		return http.getConfigurer(OAuth2ResourceServerConfigurer.class);
	}

	private static @Nullable JWKSource<SecurityContext> keys(HttpSecurity http) {
		ResolvableType type = ResolvableType.forClassWithGenerics(JWKSource.class, SecurityContext.class);
		return http.getSharedObject(ApplicationContext.class)
			.<JWKSource<SecurityContext>>getBeanProvider(type)
			.getIfUnique();
	}

	/** The authorization server may make its chain a resource server when initialised. */
	private final class LateResourceServer extends AbstractHttpConfigurer<LateResourceServer, HttpSecurity> {

		@Override
		public void init(HttpSecurity http) {
			acceptAtJwt(http);
		}

	}

	private static final class AtJwtPostProcessor implements ObjectPostProcessor<AuthenticationProvider> {

		private final JWKSource<SecurityContext> keys;

		private boolean provider;

		AtJwtPostProcessor(JWKSource<SecurityContext> keys) {
			this.keys = keys;
		}

		boolean sawProvider() {
			return this.provider;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <O extends AuthenticationProvider> O postProcess(O provider) {
			if (!(provider instanceof JwtAuthenticationProvider)) {
				return provider;
			}
			this.provider = true;
			return (O) new AtJwtAuthenticationProvider(provider, this.keys);
		}

	}

}
