package io.github.claimsdsl.spring.audience;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/**
 * Decides who may exchange which token, and for which scopes (RFC 8693 section 2). The
 * subject token must have been issued to the client itself or for an API the client is.
 */
final class TokenExchangeGuard {

	private final Audiences audiences;

	TokenExchangeGuard(Audiences audiences) {
		this.audiences = audiences;
	}

	void check(OAuth2TokenContext context, @Nullable Audience audience) {
		OAuth2Authorization subject = context.getAuthorization();
		OAuth2Authorization.Token<OAuth2Token> token = subjectToken(context.getAuthorizationGrant(), subject);
		if (subject == null || token == null) {
			throw AudienceError.SUBJECT_TOKEN_NOT_ALLOWED.exception();
		}
		Map<String, Object> claims = token.getClaims();
		List<String> subjectAudiences = (claims != null) ? AudienceClaim.values(claims) : List.of();
		if (!context.getRegisteredClient().getId().equals(subject.getRegisteredClientId())
				&& !this.audiences.isApiClient(context.getRegisteredClient().getClientId(), subjectAudiences)) {
			throw AudienceError.SUBJECT_TOKEN_NOT_ALLOWED.exception();
		}
		Set<String> scopes = new HashSet<>(context.getAuthorizedScopes());
		if (audience != null && !subjectAudiences.contains(audience.id())) {
			scopes.retainAll(Audience.OIDC_SCOPES);
		}
		if (!scopes(subject, token).containsAll(scopes)) {
			throw AudienceError.SCOPE_NOT_IN_SUBJECT_TOKEN.exception();
		}
	}

	private static OAuth2Authorization.@Nullable Token<OAuth2Token> subjectToken(@Nullable Authentication grant,
			@Nullable OAuth2Authorization subject) {
		if (subject != null && grant instanceof OAuth2TokenExchangeAuthenticationToken exchange) {
			return subject.getToken(exchange.getSubjectToken());
		}
		return null;
	}

	private static Set<String> scopes(OAuth2Authorization subject, OAuth2Authorization.Token<OAuth2Token> token) {
		return (token.getToken() instanceof OAuth2AccessToken accessToken) ? accessToken.getScopes()
				: subject.getAuthorizedScopes();
	}

}
