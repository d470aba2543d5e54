package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows which claim can reach which tokens.
 */
final class MatrixPage {

	private final Map<ClaimReach, Set<String>> matrix;

	private final List<Dimension> dimensions;

	MatrixPage(ClaimPolicySet policies) {
		this.matrix = policies.matrix().rows();
		this.dimensions = Arrays.stream(Dimension.values())
			.filter((dimension) -> dimension != Dimension.ISSUER || limits(dimension))
			.toList();
	}

	/** Whether a claim reaches tokens of some values only. */
	private boolean limits(Dimension dimension) {
		return this.matrix.keySet().stream().anyMatch((reach) -> !reach.value(dimension).equals(ClaimReach.ANY));
	}

	Html show(ConsoleRequest request) {
		String search = request.text("search");
		List<String> words = List.of(StringUtils.tokenizeToStringArray(search.toLowerCase(Locale.ROOT), " "));
		List<Map.Entry<ClaimReach, Set<String>>> rows = this.matrix.entrySet()
			.stream()
			.filter((row) -> holds(row, words))
			.toList();
		return Frame.page(request, "Claim matrix", "matrix",
				Html.all(
						element("p",
								"Which claim can reach which tokens and answers, from the selectors of all rules. "
										+ "Conditions can only narrow this."),
						search(request, search), count(rows.size()), rows.isEmpty() ? null : table(rows)));
	}

	/** Whether each word occurs somewhere in the row. */
	private boolean holds(Map.Entry<ClaimReach, Set<String>> row, List<String> words) {
		String text = (cells(row.getKey()) + " " + row.getValue()).toLowerCase(Locale.ROOT);
		return words.stream().allMatch(text::contains);
	}

	private List<String> cells(ClaimReach reach) {
		List<String> cells = new ArrayList<>(List.of(reach.claim()));
		this.dimensions.forEach((dimension) -> cells.add(inWords(reach.value(dimension))));
		return cells;
	}

	static String inWords(String value) {
		return switch (value) {
			case ClaimReach.ANY -> "any";
			case ClaimReach.NO_AUDIENCE -> "none";
			default -> value;
		};
	}

	private static Html search(ConsoleRequest request, String search) {
		return element("form", attribute("method", "get"), css("search"), attribute("role", "search"),
				attribute("action", request.link("matrix")), element("label", attribute("for", "search"), "Search"),
				element("input", attribute("id", "search"), attribute("name", "search"), attribute("type", "text"),
						attribute("autocomplete", "off"), attribute("autocapitalize", "none"),
						attribute("spellcheck", "false"), attribute("placeholder", "email password"),
						attribute("value", search)),
				element("button", attribute("type", "submit"), "Search"));
	}

	private Html count(int rows) {
		int total = this.matrix.size();
		return element("p", attribute("role", "status"),
				(rows == total) ? total + " rows" : rows + " of " + total + " rows");
	}

	private Html table(List<Map.Entry<ClaimReach, Set<String>>> rows) {
		List<String> columns = new ArrayList<>(List.of("Claim"));
		this.dimensions
			.forEach((dimension) -> columns.add(StringUtils.capitalize(dimension.property().replace('-', ' '))));
		return element("div", css("scroll"), attribute("role", "region"), attribute("aria-label", "Claim matrix"),
				attribute("tabindex", "0"),
				element("table", attribute("role", "table"), element("thead", element("tr",
						columns.stream().map((column) -> element("th", attribute("scope", "col"), column)).toList(),
						element("th", attribute("scope", "col"), "Rules"))),
						element("tbody", attribute("role", "rowgroup"),
								rows.stream().map((row) -> row(columns, row)).toList())));
	}

	private Html row(List<String> columns, Map.Entry<ClaimReach, Set<String>> row) {
		List<Html> shown = new ArrayList<>();
		List<String> cells = cells(row.getKey());
		shown.add(element("th", attribute("role", "rowheader"), attribute("scope", "row"), cells.get(0)));
		for (int i = 1; i < cells.size(); i++) {
			shown.add(element("td", attribute("role", "cell"), attribute("data-label", columns.get(i)),
					element("span", css(cells.get(i).equals("any") ? "muted" : null), cells.get(i))));
		}
		shown.add(element("td", attribute("role", "cell"), attribute("data-label", "Rules"),
				row.getValue().stream().map((rule) -> element("span", rule)).toList()));
		return element("tr", attribute("role", "row"), shown);
	}

}
