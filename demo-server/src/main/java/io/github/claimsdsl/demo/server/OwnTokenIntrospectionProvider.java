package io.github.claimsdsl.demo.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Answers introspection of a token without an API audience only to the client that it was
 * issued to (RFC 7662 section 2.2). Other clients get {@code active: false}. The starter
 * decides who may introspect a token for an API.
 */
final class OwnTokenIntrospectionProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	OwnTokenIntrospectionProvider(AuthenticationProvider delegate) {
		this.delegate = delegate;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Authentication result = this.delegate.authenticate(authentication);
		if (result instanceof OAuth2TokenIntrospectionAuthenticationToken answer && answer.getTokenClaims().isActive()
				&& isForNoApi(answer.getTokenClaims())
				&& !authentication.getName().equals(answer.getTokenClaims().getClientId())) {
			return new OAuth2TokenIntrospectionAuthenticationToken(answer.getToken(),
					(Authentication) answer.getPrincipal(), OAuth2TokenIntrospection.builder().build());
		}
		return result;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private static boolean isForNoApi(OAuth2TokenIntrospection claims) {
		List<String> audience = claims.getAudience();
		return audience == null || audience.equals(List.of(String.valueOf(claims.getClientId())));
	}

}
