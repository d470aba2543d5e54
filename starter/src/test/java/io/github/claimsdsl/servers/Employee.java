package io.github.claimsdsl.servers;

import java.util.List;

/**
 * A user of the application.
 *
 * @param name the name the employee logs in with
 * @param email the e-mail address
 * @param groups the groups
 * @param active whether the employee may get tokens
 */
record Employee(String name, String email, List<String> groups, boolean active) {
}
