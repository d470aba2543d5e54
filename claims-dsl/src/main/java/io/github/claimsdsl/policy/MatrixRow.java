package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;

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

	static ClaimReach parse(String row, int columns, int line) {
		List<String> values = split(row);
		if (values.size() != columns) {
			throw new IllegalArgumentException("line " + line + " is not a row of a claim matrix");
		}
		return new ClaimReach(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4), values.get(5),
				values.get(6), values.get(7));
	}

	private static List<String> split(String row) {
		List<String> values = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		for (int i = 1; i < row.length() && row.charAt(0) == '|'; i++) {
			char c = row.charAt(i);
			if (c == '|') {
				values.add(value.toString().strip());
				value.setLength(0);
			}
			else {
				boolean escape = c == '\\' && i + 1 < row.length();
				value.append(escape ? row.charAt(++i) : c);
			}
		}
		return values;
	}

}
