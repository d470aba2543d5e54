package io.github.claimsdsl.spring.endpoint;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcClientRegistrationAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.github.claimsdsl.TokenType;

/**
 * Checks the tokens that the providers of an authorization server issue, before the
 * server answers with them. It does not matter which provider issued a token.
 */
final class IssuedTokenManager implements AuthenticationManager {

	private static final Log logger = LogFactory.getLog(IssuedTokenManager.class);

	private final AtomicBoolean warned = new AtomicBoolean();

	private final AuthenticationManager delegate;

	private final OAuth2AuthorizationService authorizations;

	private final RefusalLog refusals;

	IssuedTokenManager(AuthenticationManager delegate, OAuth2AuthorizationService authorizations, RefusalLog refusals) {
		this.delegate = delegate;
		this.authorizations = authorizations;
		this.refusals = refusals;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		try {
			return authenticateInCall(authentication);
		}
		catch (RuntimeException ex) {
			NotedOutage.note(ex);
			throw ex;
		}
	}

	private Authentication authenticateInCall(Authentication authentication) {
		TokenEndpointCall call = TokenEndpointCall.current();
		if (call != null) {
			return authenticate(call, authentication);
		}
		call = new TokenEndpointCall(request(), authentication instanceof OidcClientRegistrationAuthenticationToken,
				this.authorizations);
		call.begin();
		try {
			return authenticate(call, authentication);
		}
		finally {
			call.end();
		}
	}

	/**
	 * Returns the current request, or {@code null} if it is not known. It is needed if
	 * the application answers token requests outside of the server's endpoint.
	 */
	private static @Nullable HttpServletRequest request() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest() : null;
	}

	private Authentication authenticate(TokenEndpointCall call, Authentication authentication) {
		@Nullable AuthorizationServerContext server = AuthorizationServerContextHolder.getContext();
		if (server != null) {
			call.issuer(server.getIssuer());
		}
		Authentication result = this.delegate.authenticate(authentication);
		if (result instanceof OAuth2AccessTokenAuthenticationToken issued) {
			check(call, issued);
		}
		if (result instanceof OidcClientRegistrationAuthenticationToken registration
				&& registration.getClientRegistration() != null) {
			check(call, TokenType.ACCESS_TOKEN, registration.getClientRegistration().getRegistrationAccessToken(),
					Set.of(), null);
		}
		return result;
	}

	private void check(TokenEndpointCall call, OAuth2AccessTokenAuthenticationToken issued) {
		RegisteredClient client = issued.getRegisteredClient();
		check(call, TokenType.ACCESS_TOKEN, issued.getAccessToken().getTokenValue(),
				issued.getAccessToken().getScopes(), client);
		Map<String, Object> others = issued.getAdditionalParameters();
		check(call, TokenType.ID_TOKEN, others.get(OidcParameterNames.ID_TOKEN), Set.of(), client);
		check(call, TokenType.ACCESS_TOKEN, others.get(OAuth2ParameterNames.ACCESS_TOKEN), Set.of(), client);
		if (issued.getRefreshToken() != null) {
			acceptRefreshToken(call, issued.getRefreshToken().getTokenValue(), client);
		}
	}

	/**
	 * Accepts a refresh token without a check. It can be a JWT if the application
	 * generates its own refresh tokens.
	 */
	private void acceptRefreshToken(TokenEndpointCall call, String value, RegisteredClient client) {
		call.know(value);
		if (ClaimJson.ofJwt(value) != null && this.warned.compareAndSet(false, true)) {
			logger.warn(LogMessage.format("The refresh token of client '%s' is a JWT, which no policy decides: "
					+ "make sure that no API takes it for an access token", client.getClientId()));
		}
	}

	private void check(TokenEndpointCall call, TokenType type, @Nullable Object value, Set<String> scopes,
			@Nullable RegisteredClient client) {
		if (value == null) {
			return;
		}
		try {
			IssuedTokenCheck.check(call, type, value.toString(), scopes);
		}
		catch (RefusedException ex) {
			this.refusals.request(type.value(), client, grantType(call), ex);
			if (this.refusals.isEnforcing()) {
				throw ex;
			}
		}
		catch (RuntimeException ex) {
			if (this.refusals.isEnforcing()) {
				throw ex;
			}
			logger.warn(LogMessage.format("Could not check the %s of a reported call: %s", type.value(),
					ex.getClass().getName()));
		}
	}

	private static @Nullable String grantType(TokenEndpointCall call) {
		return call.parameter(OAuth2ParameterNames.GRANT_TYPE).stream().findFirst().orElse(null);
	}

}
