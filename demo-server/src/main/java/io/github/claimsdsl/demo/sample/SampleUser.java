package io.github.claimsdsl.demo.sample;

import java.util.List;
import java.util.Set;

import io.github.claimsdsl.demo.user.AppUser;

/**
 * A sample user with its password.
 *
 * @param user the user
 * @param password the password in plain text
 */
record SampleUser(AppUser user, String password) {

	static List<SampleUser> all() {
		return List.of(
				new SampleUser(new AppUser("alice", "alice@mydomain.com", true, Set.of("user", "admin"), "platinum",
						"engineering", false), "wonderland"),
				new SampleUser(new AppUser("carol", "carol@mydomain.com", false, Set.of("user"), null, null, false),
						"chess"),
				new SampleUser(new AppUser("bob", "bob@mydomain.com", true, Set.of("user"), null, null, true),
						"builder"));
	}

}
