package io.github.claimsdsl.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * The rows of the claim matrix in the answer of the endpoint. Each row holds the claim,
 * the value of each dimension, where {@code *} stands for any value, the ids of the
 * rules, and whether tokens without a user do not get the claim, because all rules read
 * the user.
 */
final class ReachDescription {

	private ReachDescription() {
	}

	static List<Map<String, Object>> of(ClaimPolicySet policies) {
		Set<String> ofUser = policies.rulesThatNeedUser();
		return policies.matrix()
			.rows()
			.entrySet()
			.stream()
			.map((row) -> of(row.getKey(), row.getValue(), ofUser.containsAll(row.getValue())))
			.toList();
	}

	private static Map<String, Object> of(ClaimReach reach, Set<String> rules, boolean needsUser) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("claim", reach.claim());
		for (Dimension dimension : Dimension.values()) {
			row.put(member(dimension), reach.value(dimension));
		}
		row.put("rules", rules);
		row.put("needsUser", needsUser);
		return row;
	}

	/** Returns the name of the dimension's property in camel case. */
	private static String member(Dimension dimension) {
		StringBuilder name = new StringBuilder();
		for (String word : dimension.property().split("-")) {
			name.append(name.isEmpty() ? word : StringUtils.capitalize(word));
		}
		return name.toString();
	}

}
