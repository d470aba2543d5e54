package io.github.claimsdsl.servers;

import java.util.Map;
import java.util.Set;

/**
 * How users, rules in Java and customizers behave while one token is issued.
 *
 * @param found what becomes of the user
 * @param person the user, where found
 * @param rules what the rules in Java do, those that pass left out
 * @param customizing what the team's customizer does
 * @param customized the claims that it does so to
 */
record Setting(Found found, Person person, Map<DenialRules.Id, Behavior> rules, Customizing customizing,
		Set<String> customized) {

	/** Nothing in Java refuses. */
	static final Setting CALM = new Setting(Found.YES, new Person("alice", false, 40, "silver", true, 1), Map.of(),
			Customizing.NOTHING, Set.of());

	private static volatile Setting current = CALM;

	static Setting current() {
		return current;
	}

	static void use(Setting setting) {
		current = setting;
	}

	Behavior of(DenialRules.Id rule) {
		return this.rules.getOrDefault(rule, Behavior.PASSES);
	}

	/** What becomes of a user who is loaded. */
	enum Found {

		YES, UNKNOWN, DISABLED, FAILS

	}

	/** What a rule in Java does. */
	enum Behavior {

		PASSES, DENIES, DENIES_WRAPPED, DENIES_WITH_UNKNOWN_ERROR, FAILS, FAILS_CHECKED, FAILS_WITH_ERROR, RETURNS_NULL,
		RETURNS_EMPTY

	}

	/** What a customizer does. */
	enum Customizing {

		NOTHING, SETS, SETS_NULL, SETS_EMPTY, REMOVES, FAILS, FAILS_WITH_OAUTH_ERROR, DENIES, DENIES_ACCESS;

		boolean isRefusing() {
			return switch (this) {
				case NOTHING, SETS, SETS_NULL, SETS_EMPTY, REMOVES -> false;
				case FAILS, FAILS_WITH_OAUTH_ERROR, DENIES, DENIES_ACCESS -> true;
			};
		}

	}

}
