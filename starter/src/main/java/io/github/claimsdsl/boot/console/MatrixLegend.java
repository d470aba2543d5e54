package io.github.claimsdsl.boot.console;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An entry of the legend: a mark and its meaning.
 *
 * @param sign the shape
 * @param style the CSS classes that give its colors
 * @param letters the letters in the shape
 * @param meaning the meaning
 */
record MatrixLegend(Sign sign, String style, String letters, String meaning) {

	static final List<MatrixLegend> ENTRIES = Stream.concat(
			Arrays.stream(Sign.values())
				.map((sign) -> new MatrixLegend(sign, sign.style(), sign.letters(), sign.title())),
			Stream.of(new MatrixLegend(Sign.ACCESS_TOKEN, "plain", "", "Always"),
					new MatrixLegend(Sign.ACCESS_TOKEN, "plain needs-user", "", "Needs a user"),
					new MatrixLegend(Sign.ACCESS_TOKEN, "plain conditional", "", "If a condition holds")))
		.toList();

}
