package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A user with what an Okta profile has.
 */
record OktaUser(String id, String login, @Nullable String email, @Nullable String firstName, @Nullable String lastName,
		@Nullable String middleInitial, @Nullable String city, @Nullable Integer groupCode, @Nullable Integer salary,
		boolean contractor, List<String> groups, List<String> groupIds, Map<String, Map<String, Object>> appUsers,
		@Nullable Manager manager) {

	record Manager(String firstName, String lastName) {
	}

}
