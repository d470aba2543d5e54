package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.CorsFilter;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.TokenEndpointGuard;
import io.github.claimsdsl.spring.issuer.IssuerAuthorizations;
import io.github.claimsdsl.spring.issuer.IssuerFilter;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.token.AnswerDecisions;
import io.github.claimsdsl.spring.token.ArrangementAdvice;

/**
 * Guards the endpoints of an authorization server that issue tokens, and makes all its
 * endpoints respect audiences. It has an effect only in the chain of an authorization
 * server. It does not open endpoints and does not replace anything that the application
 * has set.
 *
 * @since 0.1.0
 */
public final class ServerConfigurer extends AbstractHttpConfigurer<ServerConfigurer, HttpSecurity> {

	private static final Log logger = LogFactory.getLog(ServerConfigurer.class);

	/**
	 * The largest number of configurers that may add each other before one adds the
	 * server.
	 */
	private static final int LATEST = 8;

	private static final String AT_JWT_REFUSED = "Userinfo answers 401 to access tokens with typ at+jwt, unless your "
			+ "JwtDecoder accepts them: there is no JWKSource bean, or the chain was made a resource server without "
			+ "JWTs or before the ServerConfigurer was added";

	private static final String ANY_PATH = "Clients can choose the issuer of their requests, because the server takes any path "
			+ "for an issuer. List the issuers under claims-dsl.issuers";

	private final Supplier<Settings> supplier;

	private @Nullable Settings settings;

	private @Nullable EndpointPostProcessor endpoints;

	private @Nullable OwnTokenPostProcessor ownTokens;

	/**
	 * The settings of the configurer.
	 *
	 * @param audiences the declared audiences
	 * @param issuers the issuers that the server answers for
	 * @param parameters the request parameters that rules may read
	 * @param clients what rules read about clients that register themselves
	 * @param guarded whether every token must be decided, because policies or audiences
	 * are declared
	 * @param generatorWired whether the application states that its own token generator
	 * calls the policies
	 * @param answers decides what userinfo and introspection answer
	 * @param refusals reports what is refused
	 * @param authorizations is told where the server saves its authorizations
	 */
	public record Settings(Audiences audiences, Issuers issuers, NamedParameters parameters, ClientMetadata clients,
			boolean guarded, boolean generatorWired, AnswerDecisions answers, RefusalLog refusals,
			ServerAuthorizations authorizations) {

		EndpointChecks checks() {
			return new EndpointChecks(this.audiences, this.parameters, this.refusals);
		}

		/**
		 * Returns whether userinfo must accept tokens that the server itself does not
		 * accept.
		 */
		boolean extendsUserInfo() {
			return (this.refusals.isEnforcing() && !this.audiences.isEmpty())
					|| this.answers.areEnforced(TokenType.USERINFO);
		}

	}

	/**
	 * Creates the configurer. It must be added to a chain before the authorization
	 * server's own configurer. A {@code Customizer<HttpSecurity>} bean does that.
	 * @param settings supplies the settings; called only for the chain of an
	 * authorization server
	 */
	public ServerConfigurer(Supplier<Settings> settings) {
		this.supplier = settings;
	}

	/**
	 * Hooks into the endpoints of the authorization server of this chain, if there is
	 * one. If there is none yet, it tries again later, because another configurer may add
	 * the server.
	 * @param http the chain
	 */
	@Override
	public void init(HttpSecurity http) {
		OAuth2AuthorizationServerConfigurer server = http.getConfigurer(OAuth2AuthorizationServerConfigurer.class);
		if (server != null) {
			hook(http, server);
		}
		else {
			http.with(new LateServer(1), Customizer.withDefaults());
		}
	}

	private void hook(HttpSecurity http, OAuth2AuthorizationServerConfigurer server) {
		Settings settings = this.supplier.get();
		this.settings = settings;
		if (settings.guarded()) {
			rememberIssuers(http, settings);
		}
		RegisteringClients registering = registering(http, settings);
		if (settings.guarded() && !settings.generatorWired()) {
			checkGenerator(http, settings);
		}
		this.endpoints = new EndpointPostProcessor(http, settings.checks(), opaqueTokens(http), answers(http, settings),
				registering);
		server.addObjectPostProcessor(this.endpoints);
		if (settings.extendsUserInfo() && !acceptOwnTokens(http)) {
			http.with(new LateResourceServer(), Customizer.withDefaults());
		}
	}

	/**
	 * Makes authorizations remember their issuer. It replaces the shared object of the
	 * chain, which the server reads once.
	 */
	private static void rememberIssuers(HttpSecurity http, Settings settings) {
		AuthorizationServerSettings server = shared(http, AuthorizationServerSettings.class);
		if (server == null || !settings.issuers().areSeveral(server)) {
			return;
		}
		OAuth2AuthorizationService authorizations = shared(http, OAuth2AuthorizationService.class);
		http.setSharedObject(OAuth2AuthorizationService.class,
				new IssuerAuthorizations(
						(authorizations != null) ? authorizations : new InMemoryOAuth2AuthorizationService(),
						settings.refusals()));
	}

	/**
	 * Wraps the clients of the server, so that a client that registers itself cannot
	 * decide what only the operator may. It replaces the shared object of the chain,
	 * which the server reads.
	 */
	private static @Nullable RegisteringClients registering(HttpSecurity http, Settings settings) {
		boolean needed = !settings.clients().isEmpty() || !settings.audiences().isEmpty();
		RegisteredClientRepository clients = needed ? shared(http, RegisteredClientRepository.class) : null;
		if (clients == null) {
			return null;
		}
		RegisteringClients registering = new RegisteringClients(clients, settings.clients(), settings.refusals());
		http.setSharedObject(RegisteredClientRepository.class, registering);
		return registering;
	}

	/**
	 * Returns the object that the server will use: the shared object of the chain or else
	 * the only bean.
	 */
	private static <T> @Nullable T shared(HttpSecurity http, Class<T> type) {
		T shared = http.getSharedObject(type);
		return (shared != null) ? shared
				: http.getSharedObject(ApplicationContext.class).getBeanProvider(type).getIfAvailable();
	}

	/**
	 * Checks a token generator that was passed to the DSL, which can be seen only here.
	 * Generator beans are checked elsewhere. The server's own generator comes with a
	 * shared {@link JwtGenerator}.
	 */
	private static void checkGenerator(HttpSecurity http, Settings settings) {
		if (http.getSharedObject(OAuth2TokenGenerator.class) == null
				|| http.getSharedObject(JwtGenerator.class) != null) {
			return;
		}
		Issue issue = new Issue("own-token-generator", Origin.of("OAuth2AuthorizationServerConfigurer.tokenGenerator"),
				"an OAuth2TokenGenerator is passed to the authorization server, which replaces the one that calls the "
						+ "policies",
				ArrangementAdvice.WIRE, null);
		if (settings.refusals().isEnforcing()) {
			throw new ClaimPolicyException(List.of(issue));
		}
		logger.warn(issue);
	}

	/**
	 * Guards the endpoints that issue tokens, adds the checks of audiences, and verifies
	 * that all of them are in place.
	 * @param http the chain
	 * @throws ClaimPolicyException if the authorization server was initialized before
	 * this configurer, the server has no key for the signing algorithm of an audience, or
	 * the identifier of an audience is its userinfo endpoint or a client
	 */
	@Override
	public void configure(HttpSecurity http) {
		if (http.getConfigurer(OAuth2AuthorizationServerConfigurer.class) == null) {
			return;
		}
		Settings settings = (this.settings != null) ? this.settings : this.supplier.get();
		settings.authorizations().add(http.getSharedObject(OAuth2AuthorizationService.class));
		if (!settings.guarded()) {
			return;
		}
		if (this.endpoints == null || !this.endpoints.sawIntrospection()) {
			throw new ClaimPolicyException(List.of(ArrangementAdvice.serverTooEarly()));
		}
		checkIssuers(http, settings);
		TokenEndpointGuard.install(http, settings.refusals());
		if (settings.refusals().isEnforcing()) {
			http.addFilterAfter(new AuthorizationOutageFilter(http.getSharedObject(RegisteredClientRepository.class),
					settings.refusals()), AbstractPreAuthenticatedProcessingFilter.class);
		}
		if (!settings.audiences().isEmpty()) {
			checkServer(http, settings);
			warnOfUserInfo(http, settings);
		}
		EndpointChecks checks = settings.checks();
		if (!checks.isEmpty()) {
			addFilters(http, checks);
		}
	}

	private static void checkIssuers(HttpSecurity http, Settings settings) {
		AuthorizationServerSettings server = http.getSharedObject(AuthorizationServerSettings.class);
		settings.issuers().check(server).throwIfAny();
		if (!settings.issuers().declared().isEmpty()) {
			RequestMatcher endpoints = http.getConfigurer(OAuth2AuthorizationServerConfigurer.class)
				.getEndpointsMatcher();
			http.addFilterAfter(new IssuerFilter(settings.issuers(), endpoints, settings.refusals()), CorsFilter.class);
		}
		else if (server.isMultipleIssuersAllowed()) {
			logger.warn(ANY_PATH);
		}
	}

	private static void checkServer(HttpSecurity http, Settings settings) {
		new ServerCheck(http.getSharedObject(AuthorizationServerSettings.class),
				http.getSharedObject(RegisteredClientRepository.class), keys(http))
			.check(settings.audiences())
			.throwIfAny();
	}

	private void warnOfUserInfo(HttpSecurity http, Settings settings) {
		if (settings.refusals().isEnforcing() && resourceServer(http) != null
				&& (this.ownTokens == null || !this.ownTokens.sawProvider())) {
			logger.warn(AT_JWT_REFUSED);
		}
	}

	private static void addFilters(HttpSecurity http, EndpointChecks checks) {
		AuthorizationServerSettings settings = http.getSharedObject(AuthorizationServerSettings.class);
		http.addFilterBefore(new RequestedAudienceFilter(checks, settings), AuthorizationFilter.class);
		http.addFilterAfter(
				new PushedRequestFilter(checks, TokenEndpointGuard.any(settings, settings.getAuthorizationEndpoint()),
						http.getSharedObject(RegisteredClientRepository.class),
						http.getSharedObject(OAuth2AuthorizationService.class)),
				AbstractPreAuthenticatedProcessingFilter.class);
		http.addFilterAfter(
				new AuthorizationRequestFilter(checks, http.getSharedObject(RegisteredClientRepository.class)),
				AbstractPreAuthenticatedProcessingFilter.class);
	}

	/**
	 * Makes the chain accept the issuer's own tokens. Returns whether the chain is a
	 * resource server so far.
	 */
	private boolean acceptOwnTokens(HttpSecurity http) {
		OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer = resourceServer(http);
		JWKSource<SecurityContext> keys = keys(http);
		if (resourceServer != null && keys != null) {
			this.ownTokens = new OwnTokenPostProcessor(keys, opaqueTokens(http));
			resourceServer.addObjectPostProcessor(this.ownTokens);
		}
		return resourceServer != null;
	}

	private static Answers answers(HttpSecurity http, Settings settings) {
		return new Answers(settings.answers(), settings.audiences(), settings.refusals(),
				() -> http.getSharedObject(OAuth2AuthorizationService.class),
				() -> http.getSharedObject(RegisteredClientRepository.class));
	}

	private OpaqueTokens opaqueTokens(HttpSecurity http) {
		return new OpaqueTokens(Objects.requireNonNull(this.settings).audiences(),
				() -> http.getSharedObject(OAuth2AuthorizationService.class));
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

	/**
	 * Looks for the authorization server again, because another configurer may add it
	 * when it is initialized.
	 */
	private final class LateServer extends AbstractHttpConfigurer<LateServer, HttpSecurity> {

		private final int turn;

		LateServer(int turn) {
			this.turn = turn;
		}

		@Override
		public void init(HttpSecurity http) {
			OAuth2AuthorizationServerConfigurer server = http.getConfigurer(OAuth2AuthorizationServerConfigurer.class);
			if (server != null) {
				hook(http, server);
			}
			else if (this.turn < LATEST) {
				http.with(new LateServer(this.turn + 1), Customizer.withDefaults());
			}
		}

	}

	/**
	 * Looks for the resource server again, because the authorization server may make its
	 * chain one when it is initialized.
	 */
	private final class LateResourceServer extends AbstractHttpConfigurer<LateResourceServer, HttpSecurity> {

		@Override
		public void init(HttpSecurity http) {
			acceptOwnTokens(http);
		}

	}

}
