package io.github.claimsdsl.demo.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A row of the claim matrix as the page shows it.
 *
 * @param cells what the claim reaches, in the order of the columns
 * @param rules the ids of the rules
 */
record MatrixRow(List<String> cells, Set<String> rules) {

	static MatrixRow of(ClaimReach reach, Set<String> rules, List<Dimension> dimensions) {
		Stream<String> tokens = dimensions.stream().map(reach::value);
		return new MatrixRow(Stream.concat(Stream.of(reach.claim()), tokens).map(MatrixRow::inWords).toList(), rules);
	}

	private static String inWords(String value) {
		return switch (value) {
			case ClaimReach.ANY -> "any";
			case ClaimReach.NO_AUDIENCE -> "none";
			default -> value;
		};
	}

	/** Whether each word occurs somewhere in the row. */
	boolean holds(List<String> words) {
		String text = (this.cells + " " + this.rules).toLowerCase(Locale.ROOT);
		return words.stream().allMatch(text::contains);
	}

}
