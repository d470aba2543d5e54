package io.github.claimsdsl.docs.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The user of an application.
 *
 * @param username the name of the login
 * @param email the e-mail address
 * @param givenName the given name
 * @param familyName the family name
 * @param department the department
 * @param roles the roles
 */
public record Member(String username, @Nullable String email, @Nullable String givenName, @Nullable String familyName,
		@Nullable String department, List<String> roles) {
}
