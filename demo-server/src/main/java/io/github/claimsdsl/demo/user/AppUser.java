package io.github.claimsdsl.demo.user;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A user of the application, without the password hash.
 *
 * @param username the name with which the user logs in, which is also {@code sub} in
 * tokens
 * @param email the e-mail address
 * @param emailVerified whether the user has proved to own the address
 * @param roles the names of the roles
 * @param tier the customer tier, or {@code null} if the user has none
 * @param department the department, or {@code null} if the user belongs to none
 * @param locked whether the user may not log in
 */
public record AppUser(String username, String email, boolean emailVerified, Set<String> roles, @Nullable String tier,
		@Nullable String department, boolean locked) {

	/**
	 * Copies the roles.
	 */
	public AppUser {
		roles = Set.copyOf(roles);
	}

}
