package io.github.claimsdsl.spring.audience;

import java.util.Date;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Tells about a token only the client it was issued to and the API it is for; to others
 * it is not active (RFC 7662 section 2.2).
 */
final class IntrospectionProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final Audiences audiences;

	IntrospectionProvider(AuthenticationProvider delegate, Audiences audiences) {
		this.delegate = delegate;
		this.audiences = audiences;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Authentication result = this.delegate.authenticate(authentication);
		if (!(result instanceof OAuth2TokenIntrospectionAuthenticationToken answer)
				|| !answer.getTokenClaims().isActive()) {
			return result;
		}
		OAuth2TokenIntrospection claims = answer.getTokenClaims();
		boolean answered = mayKnow(AuthenticatedClient.of(authentication.getPrincipal()), claims);
		return new OAuth2TokenIntrospectionAuthenticationToken(answer.getToken(),
				(Authentication) answer.getPrincipal(),
				answered ? withNumericDates(claims) : OAuth2TokenIntrospection.builder().build());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private boolean mayKnow(@Nullable RegisteredClient client, OAuth2TokenIntrospection claims) {
		if (client == null) {
			return false;
		}
		List<String> audiences = claims.getAudience();
		return client.getClientId().equals(claims.getClientId())
				|| (audiences != null && this.audiences.isApiClient(client.getClientId(), audiences));
	}

	/** A stored date is a number, as in the JWT (RFC 7519 section 2). */
	private static OAuth2TokenIntrospection withNumericDates(OAuth2TokenIntrospection claims) {
		return OAuth2TokenIntrospection.withClaims(claims.getClaims())
			.claims((values) -> values.replaceAll(IntrospectionProvider::numeric))
			.build();
	}

	private static Object numeric(String name, Object value) {
		return (value instanceof Date date) ? (Object) date.toInstant().getEpochSecond() : value;
	}

}
