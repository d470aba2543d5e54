package io.github.claimsdsl.spring;

import org.jspecify.annotations.Nullable;

/**
 * Extension point: loads the application's user for claim rules. Declare one bean of this
 * type. Expressions read the type {@code T} as {@code user}, and Java rules take it as an
 * argument, so it should be a record or class of your own.
 *
 * <p>
 * The user is loaded when a selected rule needs it, and always at refresh and token
 * exchange, but at most once per token request. The library calls
 * {@link #loadUser(UserIdentity)}. Implementations must be thread-safe.
 *
 * <p>
 * If {@link #loadUser(UserIdentity)} is not overridden and the bean has a proxy, the
 * library calls {@link #loadUser(String)} on the proxy, so that {@code @Transactional}
 * and {@code @Cacheable} work on it.
 *
 * @param <T> the type of the application's user
 * @since 0.1.0
 */
@FunctionalInterface
public interface UserSource<T> {

	/**
	 * Loads a local user, who logged in at this server. By default it is not called for a
	 * federated login, because a provider can give its user the name of a local user. To
	 * load federated users, override {@link #loadUser(UserIdentity)}.
	 * @param name the name of the principal that the token is for
	 * @return the user, or {@code null} if there is no longer a user with that name; the
	 * token is then refused with {@code invalid_grant}
	 * @throws org.springframework.security.core.AuthenticationException if the user may
	 * not get tokens, for example because it is disabled, locked or expired; the token is
	 * then refused with {@code invalid_grant}
	 */
	@Nullable T loadUser(String name);

	/**
	 * Loads a user who logged in at this server or at another provider. Override it to
	 * load federated users, for example users whose account at a provider is linked with
	 * an account of the application. By default it returns {@code null} for a federated
	 * login and calls {@link #loadUser(String)} for any other.
	 * @param identity who the token is for
	 * @return the user, or {@code null} if there is no such user; rules then read the
	 * declared attributes of a federated login instead, and any other token is refused
	 * with {@code invalid_grant}
	 * @throws org.springframework.security.core.AuthenticationException if the user may
	 * not get tokens, for example because it is disabled, locked or expired; the token is
	 * then refused with {@code invalid_grant}
	 */
	default @Nullable T loadUser(UserIdentity identity) {
		return identity.federated() ? null : loadUser(identity.name());
	}

}
