package io.github.claimsdsl.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimMatrix;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * The rows of the claim matrix in the answer of the endpoint. Each row holds the claim,
 * the value of each dimension, where {@code *} stands for any value, and the ids of the
 * rules.
 */
final class ReachDescription {

	private ReachDescription() {
	}

	static List<Map<String, Object>> of(ClaimMatrix matrix) {
		return matrix.rows().entrySet().stream().map((row) -> of(row.getKey(), row.getValue())).toList();
	}

	private static Map<String, Object> of(ClaimReach reach, Set<String> rules) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("claim", reach.claim());
		for (Dimension dimension : Dimension.values()) {
			row.put(member(dimension), reach.value(dimension));
		}
		row.put("rules", rules);
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
