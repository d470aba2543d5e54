package io.github.claimsdsl.spring.server;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

import io.github.claimsdsl.spring.token.AnsweredToken;

/**
 * Adds the claims of rules to what introspection answers about an active access token
 * (RFC 7662 section 2.2). Only clients that may see these claims get them. For all other
 * clients it only decides whether the token is still valid.
 */
final class DecidedIntrospectionProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final Answers answers;

	DecidedIntrospectionProvider(AuthenticationProvider delegate, Answers answers) {
		this.delegate = delegate;
		this.answers = answers;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Authentication result = this.delegate.authenticate(authentication);
		if (!(result instanceof OAuth2TokenIntrospectionAuthenticationToken answer)
				|| !answer.getTokenClaims().isActive()) {
			return result;
		}
		AnsweredToken token = token(answer.getToken());
		return (token != null) ? decided(answer, token) : result;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	/**
	 * Returns the access token, or {@code null} for other tokens, because rules are only
	 * for access tokens.
	 */
	private @Nullable AnsweredToken token(String value) {
		OAuth2Authorization authorization = this.answers.authorization(value);
		return (authorization != null) ? this.answers.token(authorization, AnsweredToken::ofIntrospection) : null;
	}

	private Authentication decided(OAuth2TokenIntrospectionAuthenticationToken answer, AnsweredToken token) {
		Map<String, Object> claims = answer.getTokenClaims().getClaims();
		try {
			return answer(answer,
					OAuth2TokenIntrospection
						.withClaims(this.answers.maySee(AuthenticatedClient.of(answer.getPrincipal()), token)
								? this.answers.decisions().decide(token, claims)
								: this.answers.decisions().decideRefusal(token, claims))
						.build());
		}
		catch (OAuth2AuthenticationException ex) {
			if (!OAuth2ErrorCodes.INVALID_TOKEN.equals(ex.getError().getErrorCode())) {
				throw ex;
			}
			return answer(answer, OAuth2TokenIntrospection.builder().build());
		}
	}

	private static Authentication answer(OAuth2TokenIntrospectionAuthenticationToken answer,
			OAuth2TokenIntrospection claims) {
		return new OAuth2TokenIntrospectionAuthenticationToken(answer.getToken(),
				(Authentication) answer.getPrincipal(), claims);
	}

}
