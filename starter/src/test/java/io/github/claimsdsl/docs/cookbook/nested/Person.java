package io.github.claimsdsl.docs.cookbook.nested;

import java.util.List;

import org.jspecify.annotations.Nullable;

record Person(String name, @Nullable Address address, List<Membership> memberships) {

	record Address(@Nullable String street, String city) {
	}

	record Membership(String org, String role, boolean active) {
	}

}
