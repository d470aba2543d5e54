package io.github.claimsdsl.boot.console;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a mark means.
 *
 * @param sign its shape
 * @param style its colours
 * @param letters its letters
 * @param meaning the meaning
 */
record MatrixLegend(Sign sign, String style, String letters, String meaning) {

	static final List<MatrixLegend> ENTRIES = Stream.concat(
			Arrays.stream(Sign.values())
				.map((sign) -> new MatrixLegend(sign, sign.style(), sign.letters(), sign.title())),
			Stream.of(new MatrixLegend(Sign.ACCESS_TOKEN, "plain", "", "Always"),
					new MatrixLegend(Sign.ACCESS_TOKEN, "plain conditional", "", "If a condition holds")))
		.toList();

}
