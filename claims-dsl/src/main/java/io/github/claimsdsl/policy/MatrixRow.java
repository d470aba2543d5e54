package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.claimsdsl.definition.Dimension;

/**
 * Writes a row of a claim matrix as text. Bars, backslashes and asterisks in a value are
 * escaped with a backslash.
 */
final class MatrixRow {

	private static final String ANY = ClaimReach.ANY;

	/** The names of the columns, and the line below them. */
	static final String HEADER = Stream
		.concat(Stream.of("claim"), Arrays.stream(Dimension.values()).map(MatrixRow::words))
		.collect(Collectors.joining(" | ", "| ", " |\n")) + "|---".repeat(Dimension.values().length + 1) + "|\n";

	private MatrixRow() {
	}

	private static String words(Dimension dimension) {
		return dimension.property().replace('-', ' ');
	}

	static String of(ClaimReach reach) {
		StringBuilder row = new StringBuilder("|");
		Stream.concat(Stream.of(reach.claim()), reach.values().stream())
			.forEach((value) -> row.append(' ')
				.append(value.equals(ANY) ? ANY : value.replaceAll("[\\\\|*]", "\\\\$0"))
				.append(" |"));
		return row.toString();
	}

}
