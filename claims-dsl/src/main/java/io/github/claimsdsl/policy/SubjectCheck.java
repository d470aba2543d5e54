package io.github.claimsdsl.policy;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;

/**
 * Finds selectors that match no token, because no token of the selected grant types has
 * the selected subject.
 */
final class SubjectCheck {

	private final Issues issues;

	SubjectCheck(Issues issues) {
		this.issues = issues;
	}

	/**
	 * Checks a selector.
	 * @param selector the selector, as its author stated it
	 * @param match which tokens the selector matches
	 * @param declaration where the selector was stated
	 */
	void check(Selector selector, TokenMatch match, Declaration declaration) {
		Subject dead = contradiction(match);
		if (dead != null) {
			Dimension stated = selector.states(Dimension.SUBJECT) ? Dimension.SUBJECT : Dimension.GRANT_TYPE;
			this.issues.add("dead-subject", declaration.of(stated), message(dead, match), help(dead));
		}
	}

	/**
	 * Returns the selected subject if no token of the selected grant types can have it,
	 * or {@code null} if there is no contradiction.
	 */
	static @Nullable Subject contradiction(TokenMatch match) {
		Set<String> grantTypes = match.values(Dimension.GRANT_TYPE);
		Set<String> subjects = match.values(Dimension.SUBJECT);
		if (grantTypes == null || grantTypes.isEmpty() || subjects == null || subjects.size() != 1) {
			return null;
		}
		Subject subject = Subject.of(subjects.iterator().next()).orElseThrow();
		return grantTypes.stream().noneMatch((grantType) -> canHave(grantType, subject)) ? subject : null;
	}

	private static boolean canHave(String grantType, Subject subject) {
		return switch (grantType) {
			case GrantTypes.CLIENT_CREDENTIALS -> subject == Subject.CLIENT;
			case GrantTypes.TOKEN_EXCHANGE -> true;
			default -> subject == Subject.USER;
		};
	}

	private static String message(Subject dead, TokenMatch match) {
		Set<String> grantTypes = Objects.requireNonNull(match.values(Dimension.GRANT_TYPE));
		return "subject '" + dead.value() + "' matches no token: tokens of "
				+ String.join(", ", grantTypes.stream().sorted().toList())
				+ ((dead == Subject.CLIENT) ? " always have a user" : " never have a user");
	}

	private static String help(Subject dead) {
		return (dead == Subject.CLIENT)
				? "Remove subject, or select the grant type client_credentials or token_exchange."
				: "Remove subject, or select a grant type that has a user.";
	}

}
