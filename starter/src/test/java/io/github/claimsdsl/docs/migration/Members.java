package io.github.claimsdsl.docs.migration;

import org.jspecify.annotations.Nullable;

/**
 * Where an application keeps its users.
 */
public interface Members {

	/**
	 * Finds a user.
	 * @param username the name of the login
	 * @return the user, or {@code null} if there is none
	 */
	@Nullable Member find(String username);

}
