package io.github.claimsdsl.spring;

import org.jspecify.annotations.Nullable;

/**
 * Extension point: loads the application's user for claim rules. Declare one bean; its
 * {@code T} is what expressions see as {@code user} and what Java rules take as an
 * argument, so it should be a record or a class of its own. Called when a selected rule
 * needs the user, and always at refresh and token exchange, at most once per token
 * request, by many threads at once. The library calls {@link #loadUser(UserIdentity)}.
 * Where that is not overridden and the bean has a proxy, {@link #loadUser(String)} is
 * called on the proxy, so that {@code @Transactional} and {@code @Cacheable} work on it.
 *
 * @param <T> the type of the application's user
 * @since 0.1.0
 */
@FunctionalInterface
public interface UserSource<T> {

	/**
	 * Loads a user who logged in here, with a name of the application's own. A login
	 * elsewhere can have the same name; it does not come here unless
	 * {@link #loadUser(UserIdentity)} is overridden.
	 * @param name the name of the principal the token is for
	 * @return the user, or {@code null} if there is none of that name any more: the token
	 * is then refused with {@code invalid_grant}
	 * @throws org.springframework.security.core.AuthenticationException if the user may
	 * not get tokens, being disabled, locked or expired: the token is then refused with
	 * {@code invalid_grant}
	 */
	@Nullable T loadUser(String name);

	/**
	 * Loads a user who logged in here or elsewhere. Override it to load federated users,
	 * such as those whose account at a provider is linked with one of the application's
	 * own.
	 * @param identity who the token is for
	 * @return the user, or {@code null} if there is none any more: the declared
	 * attributes of a federated login then stand in for the user, and any other token is
	 * refused with {@code invalid_grant}; by default {@code null} for every federated
	 * login, and {@link #loadUser(String)} for others
	 * @throws org.springframework.security.core.AuthenticationException if the user may
	 * not get tokens, being disabled, locked or expired: the token is then refused with
	 * {@code invalid_grant}
	 */
	default @Nullable T loadUser(UserIdentity identity) {
		return identity.federated() ? null : loadUser(identity.name());
	}

}
