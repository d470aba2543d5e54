package io.github.claimsdsl.spring;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.spring.endpoint.RefusedException;
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

	/**
	 * Finds the application's users.
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @return the users
	 */
	public static TokenUsers of(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		return new TokenUsers(new UserSources(beanFactory, attributes).get(), attributes);
	}

	/**
	 * Describes where users come from, for the log.
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @return a phrase
	 */
	public static String describe(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		if (!attributes.isEmpty()) {
			return "attributes of federated logins";
		}
		Class<?> type = new UserSources(beanFactory, attributes).type();
		return (type == null) ? "none"
				: (type == SpringUser.class) ? "UserDetailsService" : "UserSource<" + type.getSimpleName() + ">";
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
		UserSource<?> users = this.source;
		if (principal == null || principal instanceof OAuth2ClientAuthenticationToken) {
			return null;
		}
		if (!this.attributes.isEmpty()) {
			Map<String, @Nullable Object> asOfLogin = this.attributes.of(principal);
			return (asOfLogin != null) ? () -> asOfLogin : null;
		}
		return (users != null) ? remembered(principal.getName(), users) : null;
	}

	private static Supplier<@Nullable Object> remembered(String name, UserSource<?> users) {
		TokenEndpointCall call = TokenEndpointCall.current();
		return (call != null) ? call.remember(new Key(name), (key) -> new LoadOnce(name, users))
				: new LoadOnce(name, users);
	}

	private record Key(String name) {
	}

	/** Loads a user at the first call; what the source throws then, every call throws. */
	private static final class LoadOnce implements Supplier<@Nullable Object> {

		private final String name;

		private final UserSource<?> users;

		private @Nullable Object user;

		private @Nullable RuntimeException failure;

		private LoadOnce(String name, UserSource<?> users) {
			this.name = name;
			this.users = users;
		}

		@Override
		public @Nullable Object get() {
			if (this.user == null && this.failure == null) {
				load();
			}
			if (this.failure != null) {
				throw this.failure;
			}
			return this.user;
		}

		private void load() {
			try {
				this.user = this.users.loadUser(this.name);
				this.failure = (this.user != null) ? null : refused("the user source knows no such user");
			}
			catch (InternalAuthenticationServiceException ex) {
				this.failure = ex;
			}
			catch (AuthenticationException ex) {
				this.failure = refused("the user source threw " + ex.getClass().getName());
			}
			catch (RuntimeException ex) {
				this.failure = ex;
			}
		}

		private static RefusedException refused(String reason) {
			return new RefusedException(
					new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, "The user may not get tokens", null), reason);
		}

	}

}
