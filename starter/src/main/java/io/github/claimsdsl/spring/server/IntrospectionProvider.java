package io.github.claimsdsl.spring.server;

import java.util.Date;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Limits who may introspect a token for an API: only the client that it was issued to and
 * the API itself. Other clients get the answer that the token is not active (RFC 7662
 * section 2.2).
 */
final class IntrospectionProvider implements AuthenticationProvider {

	private static final String RFC7662 = "https://www.rfc-editor.org/rfc/rfc7662#section-2.2";

	private final AuthenticationProvider delegate;

	private final EndpointChecks checks;

	private final OAuth2AuthorizationService authorizations;

	IntrospectionProvider(AuthenticationProvider delegate, EndpointChecks checks,
			OAuth2AuthorizationService authorizations) {
		this.delegate = delegate;
		this.checks = checks;
		this.authorizations = authorizations;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Authentication result = this.delegate.authenticate(authentication);
		if (!(result instanceof OAuth2TokenIntrospectionAuthenticationToken answer)
				|| !answer.getTokenClaims().isActive()) {
			return result;
		}
		OAuth2TokenIntrospection claims = answer.getTokenClaims();
		RegisteredClient client = AuthenticatedClient.of(authentication.getPrincipal());
		boolean answered = mayKnow(client, answer);
		if (!answered) {
			this.checks.refusals().request("introspection request", client, null, notAllowed());
		}
		if (!this.checks.isEnforcing()) {
			return result;
		}
		return answer(answer, answered ? withNumericDates(claims) : OAuth2TokenIntrospection.builder().build());
	}

	private static RefusedException notAllowed() {
		String reason = "The token was issued to another client and is not for an API of this one.";
		return new RefusedException(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, reason, RFC7662), reason);
	}

	private static Authentication answer(OAuth2TokenIntrospectionAuthenticationToken answer,
			OAuth2TokenIntrospection claims) {
		return new OAuth2TokenIntrospectionAuthenticationToken(answer.getToken(),
				(Authentication) answer.getPrincipal(), claims);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	/**
	 * Returns whether a client may introspect a token. Without a declared audience in the
	 * authorization, any client may, as in Spring Authorization Server.
	 */
	private boolean mayKnow(@Nullable RegisteredClient client, OAuth2TokenIntrospectionAuthenticationToken answer) {
		OAuth2TokenIntrospection claims = answer.getTokenClaims();
		if (client != null && client.getClientId().equals(claims.getClientId())) {
			return true;
		}
		List<String> audiences = claims.getAudience();
		if (audiences != null && this.checks.audiences().isAnyDeclared(audiences)) {
			return client != null && this.checks.audiences().isApiClient(client, audiences);
		}
		return !isBesideTokenForAudience(answer.getToken());
	}

	/**
	 * Returns whether a refresh or ID token belongs to an access token for a declared
	 * audience. Only the client may introspect such a token, because it is not for the
	 * API.
	 */
	private boolean isBesideTokenForAudience(String token) {
		OAuth2Authorization authorization = this.authorizations.findByToken(token, null);
		OAuth2Authorization.Token<OAuth2AccessToken> accessToken = (authorization != null)
				? authorization.getAccessToken() : null;
		Map<String, Object> claims = (accessToken != null) ? accessToken.getClaims() : null;
		return claims != null && this.checks.audiences().isAnyDeclared(AudienceTokens.audience(claims));
	}

	/** Converts dates to numbers, as in a JWT (RFC 7519 section 2). */
	private static OAuth2TokenIntrospection withNumericDates(OAuth2TokenIntrospection claims) {
		return OAuth2TokenIntrospection.withClaims(claims.getClaims())
			.claims((values) -> values.replaceAll(IntrospectionProvider::numeric))
			.build();
	}

	private static Object numeric(String name, Object value) {
		return (value instanceof Date date) ? (Object) date.toInstant().getEpochSecond() : value;
	}

}
