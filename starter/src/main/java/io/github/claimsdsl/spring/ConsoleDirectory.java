package io.github.claimsdsl.spring;

import java.util.List;

/**
 * Extension point: finds clients and users by a part of their names, for the console's
 * fields. Declare one bean where the names are many or where nothing else tells them:
 * neither {@code RegisteredClientRepository} nor {@code UserDetailsService} has a list.
 * Without it the console offers the clients that audiences and policies name. Called by
 * many threads at once, and only for those who may use the console.
 *
 * @since 0.1.0
 */
public interface ConsoleDirectory {

	/**
	 * Finds clients.
	 * @param search a part of the client identifier; empty for any
	 * @param limit how many are wanted at most
	 * @return client identifiers, in the order to offer them
	 */
	List<String> clients(String search, int limit);

	/**
	 * Finds users.
	 * @param search a part of the name; empty for any
	 * @param limit how many are wanted at most
	 * @return the names of users, in the order to offer them
	 */
	List<String> users(String search, int limit);

}
