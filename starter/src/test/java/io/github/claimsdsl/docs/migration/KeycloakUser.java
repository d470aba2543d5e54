package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A user with what Keycloak knows of one.
 */
record KeycloakUser(String username, @Nullable String email, @Nullable String firstName, @Nullable String lastName,
		Map<String, List<String>> attributes, List<String> realmRoles, Map<String, List<String>> clientRoles,
		List<String> groups) {
}
