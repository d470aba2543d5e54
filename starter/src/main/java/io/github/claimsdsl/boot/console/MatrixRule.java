package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.boot.actuate.PolicyDescription;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * A rule or denial in the matrix picture, with what the picture shows in addition to the
 * tokens that it is for.
 *
 * @param id the id of the rule
 * @param denial whether it refuses tokens
 * @param conditions its conditions and those of its policy
 * @param needsUser whether it cannot be decided for a token without a user
 * @param required whether tokens are refused without its claim
 * @param reported whether it is in report mode
 * @param error the OAuth error code that it refuses with, or an empty text
 */
record MatrixRule(String id, boolean denial, List<String> conditions, boolean needsUser, boolean required,
		boolean reported, String error) {

	/** Returns all rules and denials, by id. */
	static Map<String, MatrixRule> of(ClaimPolicySet policies) {
		Set<String> ofUser = policies.rulesThatNeedUser();
		return policies.policies()
			.stream()
			.map(PolicyDescription::of)
			.flatMap((policy) -> of(policy, ofUser))
			.collect(Collectors.toMap(MatrixRule::id, (rule) -> rule));
	}

	private static Stream<MatrixRule> of(PolicyDescription policy, Set<String> ofUser) {
		boolean reported = policy.mode().equals("report");
		return Stream.concat(
				policy.rules()
					.stream()
					.map((rule) -> new MatrixRule(rule.id(), false, conditions(policy.when(), rule.when()),
							ofUser.contains(rule.id()), rule.required(), reported, code(rule.error()))),
				policy.denials()
					.stream()
					.map((denial) -> new MatrixRule(denial.id(), true,
							conditions(policy.when(), denial.when(), denial.expression()), ofUser.contains(denial.id()),
							false, reported, code(denial.error()))));
	}

	private static List<String> conditions(@Nullable String... conditions) {
		return Stream.of(conditions).filter(Objects::nonNull).toList();
	}

	private static String code(@Nullable OAuthError error) {
		return (error != null) ? error.code() : "";
	}

	boolean isConditional() {
		return !this.denial && !this.conditions.isEmpty();
	}

	/** Returns what else the picture says about the rule, each in a few words. */
	List<String> notes() {
		List<String> notes = new ArrayList<>();
		if (isConditional()) {
			notes.add("if a condition holds");
		}
		if (this.required) {
			notes.add("required");
		}
		if (this.reported) {
			notes.add("report only");
		}
		return notes;
	}

}
