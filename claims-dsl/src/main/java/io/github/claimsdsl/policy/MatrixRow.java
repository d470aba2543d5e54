package io.github.claimsdsl.policy;

/**
 * A row of a claim matrix as text. A value that holds a bar, a backslash or an asterisk
 * has a backslash before it.
 */
final class MatrixRow {

	private static final String ANY = ClaimReach.ANY;

	private MatrixRow() {
	}

	static String of(ClaimReach reach) {
		StringBuilder row = new StringBuilder("|");
		reach.values()
			.forEach((value) -> row.append(' ')
				.append(value.equals(ANY) ? ANY : value.replaceAll("[\\\\|*]", "\\\\$0"))
				.append(" |"));
		return row.toString();
	}

}
