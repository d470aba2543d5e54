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
 * Loads the users of tokens. Each user is loaded at most once per token request.
 */
public final class TokenUsers {

	private final @Nullable UserSource<?> source;

	private final LoginAttributes attributes;

	TokenUsers(@Nullable UserSource<?> source, LoginAttributes attributes) {
		this.source = source;
		this.attributes = attributes;
	}

	/** Returns the subject of a token, also if an actor acts for the subject. */
	public static @Nullable Authentication subject(@Nullable Authentication principal) {
		return (principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite) ? composite.getSubject()
				: principal;
	}

	/**
	 * Returns a supplier of the user of a token. The user is loaded when the supplier is
	 * first called.
	 * @param context the token that is about to be issued
	 * @return the supplier, or {@code null} if there is no user to load, such as for a
	 * client itself
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

	/**
	 * Returns a supplier that the whole call shares. It reads the attributes of the
	 * provider only when the user is loaded.
	 */
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
