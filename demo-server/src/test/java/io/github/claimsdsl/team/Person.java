package io.github.claimsdsl.team;

import java.util.List;

/**
 * What expressions read of a user.
 *
 * @param name the name
 * @param email the address
 * @param nick what the user likes to be called, and typed
 * @param teams the teams
 */
record Person(String name, String email, String nick, List<String> teams) {
}
