package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimMatrix;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A line of a matrix: tokens, and the rules that write a claim to them or refuse them.
 *
 * @param kind what the rules do
 * @param reach the claim and the tokens
 * @param rules the ids of the rules
 */
record MatrixLine(Kind kind, ClaimReach reach, Set<String> rules) {

	/**
	 * What rules do.
	 */
	enum Kind {

		/** They write a claim. */
		CLAIM,

		/** They would write a claim if they were enforced. */
		REPORT,

		/** They refuse tokens, or would refuse them if they were enforced. */
		DENIAL

	}

	static List<MatrixLine> of(ClaimPolicySet policies) {
		List<MatrixLine> lines = new ArrayList<>(of(Kind.CLAIM, policies.matrix()));
		lines.addAll(of(Kind.REPORT, policies.reportMatrix()));
		lines.addAll(of(Kind.DENIAL, policies.denialMatrix()));
		return lines;
	}

	private static List<MatrixLine> of(Kind kind, ClaimMatrix matrix) {
		return matrix.rows()
			.entrySet()
			.stream()
			.map((row) -> new MatrixLine(kind, row.getKey(), row.getValue()))
			.toList();
	}

	boolean isClaim() {
		return this.kind == Kind.CLAIM;
	}

	String value(Dimension dimension) {
		return this.reach.value(dimension);
	}

}
