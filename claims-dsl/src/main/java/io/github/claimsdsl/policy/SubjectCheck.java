package io.github.claimsdsl.policy;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Subject;

/**
 * Finds selectors whose subject no token of their grant types has.
 */
final class SubjectCheck {

	private static final String CLIENT_CREDENTIALS = "client_credentials";

	private static final String TOKEN_EXCHANGE = SelectorValues.URN + "token-exchange";

	private final List<Issue> issues;

	SubjectCheck(List<Issue> issues) {
		this.issues = issues;
	}

	/**
	 * Checks a selector.
	 * @param selector what its author stated
	 * @param scope what it was resolved to
	 * @param place where it was stated
	 */
	void check(Selector selector, Scope scope, Place place) {
		Subject dead = contradiction(scope);
		if (dead != null) {
			Dimension stated = selector.states(Dimension.SUBJECT) ? Dimension.SUBJECT : Dimension.GRANT_TYPE;
			this.issues.add(new Issue("dead-subject", place.of(stated), message(dead, scope), help(dead), null));
		}
	}

	/** The subject that no token of the scope can have, if there is no other. */
	static @Nullable Subject contradiction(Scope scope) {
		Set<String> grantTypes = scope.grantTypes();
		if (grantTypes == null || grantTypes.isEmpty() || scope.subjects().size() != 1) {
			return null;
		}
		Subject subject = scope.subjects().iterator().next();
		return grantTypes.stream().noneMatch((grantType) -> canHave(grantType, subject)) ? subject : null;
	}

	private static boolean canHave(String grantType, Subject subject) {
		return switch (grantType) {
			case CLIENT_CREDENTIALS -> subject == Subject.CLIENT;
			case TOKEN_EXCHANGE -> true;
			default -> subject == Subject.USER;
		};
	}

	private static String message(Subject dead, Scope scope) {
		Set<String> grantTypes = (scope.grantTypes() != null) ? scope.grantTypes() : Set.of();
		return "subject '" + dead.value() + "' matches no token: those of "
				+ String.join(", ", grantTypes.stream().sorted().toList())
				+ ((dead == Subject.CLIENT) ? " always have a user" : " never have one");
	}

	private static String help(Subject dead) {
		return (dead == Subject.CLIENT)
				? "Remove subject, or select the grant type client_credentials or token_exchange."
				: "Remove subject, or select a grant type that has a user.";
	}

}
