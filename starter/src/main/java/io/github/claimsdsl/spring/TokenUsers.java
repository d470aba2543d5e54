package io.github.claimsdsl.spring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Loads the user of a token, at most once per token request.
 */
final class TokenUsers {

	private final @Nullable UserSource<?> source;

	private final LoginAttributes attributes;

	TokenUsers(@Nullable UserSource<?> source, LoginAttributes attributes) {
		this.source = source;
		this.attributes = attributes;
	}

	/** The party that a token speaks of, also where somebody acts for it. */
	static @Nullable Authentication subject(@Nullable Authentication principal) {
		return (principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite) ? composite.getSubject()
				: principal;
	}

	/**
	 * Tells how to load the user of a token.
	 * @param context the token about to be issued
	 * @return loads the user once, or {@code null} if the token is for a client alone
	 */
	@Nullable Supplier<@Nullable Object> user(OAuth2TokenContext context) {
		Authentication principal = subject(context.getPrincipal());
		if (principal == null || principal instanceof OAuth2ClientAuthenticationToken
				|| (this.source == null && this.attributes.isEmpty())) {
			return null;
		}
		UserIdentity identity = Logins.identity(principal, context);
		if (this.source != null) {
			return remembered(identity, this.source);
		}
		UserAttributes asOfLogin = this.attributes.of(identity);
		return (asOfLogin != null) ? () -> asOfLogin : null;
	}

	private Supplier<@Nullable Object> remembered(UserIdentity identity, UserSource<?> users) {
		TokenEndpointCall call = TokenEndpointCall.current();
		return (call != null)
				? call.remember(Key.of(identity), (key) -> new LoadedUser(identity, users, this.attributes))
				: new LoadedUser(identity, users, this.attributes);
	}

	private record Key(String name, boolean federated, @Nullable String provider) {

		static Key of(UserIdentity identity) {
			return new Key(identity.name(), identity.federated(), identity.provider());
		}

	}

}
