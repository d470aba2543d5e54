package io.github.claimsdsl.spring;

import org.jspecify.annotations.Nullable;

/**
 * Extension point: loads the application's user for claim rules. Declare one bean; its
 * {@code T} is what expressions see as {@code user} and what Java rules take as an
 * argument, so it should be a record or a class of its own. Called when a selected rule
 * needs the user, and always at refresh, at most once per token request, by many threads
 * at once.
 *
 * @param <T> the type of the application's user
 */
@FunctionalInterface
public interface UserSource<T> {

	/**
	 * Loads a user.
	 * @param name the name of the principal the token is for
	 * @return the user, or {@code null} if there is none of that name any more: the token
	 * is then refused with {@code invalid_grant}
	 * @throws org.springframework.security.core.AuthenticationException if the user may
	 * not get tokens, being disabled, locked or expired: the token is then refused with
	 * {@code invalid_grant}
	 */
	@Nullable T loadUser(String name);

}
