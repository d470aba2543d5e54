package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimMatrix;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A line of the matrix: a kind of token, and the rules that write a claim to it or refuse
 * it.
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

		/** The rules write a claim. */
		CLAIM,

		/** The rules would write a claim if they were enforced. */
		REPORT,

		/** The rules refuse tokens, or would refuse them if they were enforced. */
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
