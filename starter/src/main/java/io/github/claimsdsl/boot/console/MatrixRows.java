package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimReach;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the matrix as a table.
 */
final class MatrixRows {

	private final List<Dimension> dimensions;

	private final Map<String, MatrixRule> rules;

	private final long total;

	MatrixRows(List<MatrixLine> matrix, Map<String, MatrixRule> rules) {
		this.rules = rules;
		this.total = matrix.stream().filter(MatrixLine::isClaim).count();
		this.dimensions = Arrays.stream(Dimension.values())
			.filter((dimension) -> dimension != Dimension.ISSUER || limits(matrix, dimension))
			.toList();
	}

	/** Returns whether a dimension limits any line. */
	private static boolean limits(List<MatrixLine> matrix, Dimension dimension) {
		return matrix.stream().anyMatch((line) -> !line.value(dimension).equals(ClaimReach.ANY));
	}

	List<String> cells(MatrixLine line) {
		List<String> cells = new ArrayList<>(List.of(line.reach().claim()));
		this.dimensions.forEach((dimension) -> cells.add(inWords(line.value(dimension))));
		return cells;
	}

	static String inWords(String value) {
		return switch (value) {
			case ClaimReach.ANY -> "any";
			case ClaimReach.NO_AUDIENCE -> "none";
			default -> value;
		};
	}

	static String title(Dimension dimension) {
		return StringUtils.capitalize(dimension.property().replace('-', ' '));
	}

	@Nullable Html show(List<MatrixLine> lines) {
		List<String> columns = new ArrayList<>(List.of("Claim"));
		this.dimensions.forEach((dimension) -> columns.add(title(dimension)));
		return lines
			.isEmpty()
					? null
					: element("section", attribute("aria-labelledby", "rows"),
							element("h2", attribute("id", "rows"), "As a table"), element("p", count(lines.size())),
							element("div", css("scroll"), attribute("role", "region"),
									attribute("aria-label", "Claim matrix"), attribute("tabindex", "0"),
									element("table", attribute("role", "table"),
											element("thead", element("tr", columns.stream()
												.map((column) -> element("th", attribute("scope", "col"), column))
												.toList(), element("th", attribute("scope", "col"), "Rules"))),
											element("tbody", attribute("role", "rowgroup"), attribute("class", "rows"),
													lines.stream()
														.limit(MatrixPage.MOST)
														.map((line) -> row(columns, line))
														.toList()))));
	}

	private String count(int shown) {
		if (shown > MatrixPage.MOST) {
			return "The first " + MatrixPage.MOST + " of " + shown + " rows.";
		}
		return MatrixPage.counted(shown, this.total, "row") + ".";
	}

	private Html row(List<String> columns, MatrixLine line) {
		List<Html> shown = new ArrayList<>();
		List<String> cells = cells(line);
		shown.add(element("th", attribute("role", "rowheader"), attribute("scope", "row"), cells.get(0)));
		for (int i = 1; i < cells.size(); i++) {
			shown.add(element("td", attribute("role", "cell"), attribute("data-label", columns.get(i)),
					element("span", css(cells.get(i).equals("any") ? "muted" : null), cells.get(i))));
		}
		shown.add(element("td", attribute("role", "cell"), attribute("data-label", "Rules"),
				line.rules().stream().map((rule) -> rule(rule, line)).toList()));
		return element("tr", attribute("role", "row"), shown);
	}

	private Html rule(String id, MatrixLine line) {
		MatrixMark mark = new MatrixMark(MatrixColumn.type(line.reach()), Objects.requireNonNull(this.rules.get(id)));
		mark.add(line.reach());
		return all(element("span", id), mark.needsUser() ? element("span", css("muted"), MatrixMark.NEEDS_USER) : null);
	}

}
