package io.github.claimsdsl.spring;

import java.util.List;

/**
 * Extension point: suggests clients and users in the fields of the console. Declare one
 * bean of this type, because the console cannot find them itself: neither
 * {@code RegisteredClientRepository} nor {@code UserDetailsService} can list its entries.
 * Without such a bean the console suggests only the clients that audiences and policies
 * name.
 *
 * <p>
 * Implementations must be thread-safe. They are called only for people who may use the
 * console.
 *
 * @since 0.1.0
 */
public interface ConsoleDirectory {

	/**
	 * Finds clients by a part of their identifier.
	 * @param search a part of the client identifier; empty to find every client
	 * @param limit the largest number of clients to return
	 * @return client identifiers, in the order to show them
	 */
	List<String> clients(String search, int limit);

	/**
	 * Finds users by a part of their name.
	 * @param search a part of the name; empty to find every user
	 * @param limit the largest number of users to return
	 * @return the names of users, in the order to show them
	 */
	List<String> users(String search, int limit);

}
