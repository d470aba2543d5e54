package io.github.claimsdsl.spring.user;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Loads the user of a token, at most once per token request.
 */
public final class TokenUsers {

	private final @Nullable UserSource<?> source;

	private final LoginAttributes attributes;

	TokenUsers(@Nullable UserSource<?> source, LoginAttributes attributes) {
		this.source = source;
		this.attributes = attributes;
	}

	/** The party that a token speaks of, also where somebody acts for it. */
	public static @Nullable Authentication subject(@Nullable Authentication principal) {
		return (principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite) ? composite.getSubject()
				: principal;
	}

	/**
	 * Tells how to load the user of a token.
	 * @param context the token about to be issued
	 * @return loads the user once, or {@code null} if the token is for a client alone
	 */
	public @Nullable Supplier<@Nullable Object> user(OAuth2TokenContext context) {
		Authentication principal = subject(context.getPrincipal());
		if (principal == null || principal instanceof OAuth2ClientAuthenticationToken
				|| (this.source == null && this.attributes.isEmpty())) {
			return null;
		}
		if (this.source != null) {
			return remembered(principal, context, this.source);
		}
		return Logins.hasAttributes(principal, context) ? () -> this.attributes.of(Logins.identity(principal, context))
				: null;
	}

	/** What the provider said is read where the user is loaded. */
	private Supplier<@Nullable Object> remembered(Authentication principal, OAuth2TokenContext context,
			UserSource<?> users) {
		LoadedUser user = new LoadedUser(() -> Logins.identity(principal, context), users, this.attributes);
		TokenEndpointCall call = TokenEndpointCall.current();
		return (call != null) ? call.remember(Key.of(principal, context), (key) -> user) : user;
	}

	private record Key(String name, boolean federated, @Nullable String provider) {

		static Key of(Authentication principal, OAuth2TokenContext context) {
			return new Key(principal.getName(), Logins.isFederated(principal, context), Logins.provider(principal));
		}

	}

}
