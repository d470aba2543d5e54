package io.github.claimsdsl.demo.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Tells about a token that is for no API only the client it was issued to (RFC 7662
 * section 2.2). Tokens for an API are left to the starter, and to the API.
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
