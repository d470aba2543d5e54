package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows which claim can reach which tokens, as a picture and as a table.
 */
final class MatrixPage {

	private final List<MatrixLine> matrix;

	private final Map<String, MatrixRule> rules;

	private final Set<String> namespaces;

	private final List<Dimension> dimensions;

	MatrixPage(ClaimPolicySet policies) {
		this.matrix = MatrixLine.of(policies);
		this.rules = MatrixRule.of(policies);
		this.namespaces = policies.policies().stream().map(ClaimPolicy::namespace).collect(Collectors.toSet());
		this.dimensions = Arrays.stream(Dimension.values())
			.filter((dimension) -> dimension != Dimension.ISSUER || limits(dimension))
			.toList();
	}

	/** Whether a claim reaches tokens of some values only. */
	private boolean limits(Dimension dimension) {
		return this.matrix.stream().anyMatch((line) -> !line.value(dimension).equals(ClaimReach.ANY));
	}

	Html show(ConsoleRequest request) {
		MatrixFilter filter = new MatrixFilter(request);
		List<MatrixLine> lines = lines(filter);
		MatrixPicture picture = picture(lines);
		return Frame.page(request, "Claim matrix", "matrix",
				Html.all(
						element("p",
								"Which claim can reach which tokens and answers, from the selectors of all rules. "
										+ "Conditions can only narrow this."),
						form(request, filter), element("p", attribute("role", "status"), count(lines, picture)),
						picture.isEmpty() ? null
								: Html.all(links(request, filter), new MatrixTable(request, picture).show()),
						table(lines.stream().filter(MatrixLine::isClaim).toList())));
	}

	/** The picture as a file. */
	String file(ConsoleRequest request) {
		MatrixFilter filter = new MatrixFilter(request);
		List<MatrixLine> lines = lines(filter);
		MatrixPicture picture = picture(lines);
		String limits = filter.toString();
		return MatrixFile.of(picture, count(lines, picture) + (limits.isEmpty() ? "" : " (" + limits + ")")
				+ ". From selectors alone: conditions can only narrow this.");
	}

	private List<MatrixLine> lines(MatrixFilter filter) {
		return this.matrix.stream().filter((line) -> filter.holds(line, cells(line.reach()))).toList();
	}

	private MatrixPicture picture(List<MatrixLine> lines) {
		return MatrixPicture.of(lines, this.rules, this.namespaces);
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

	private Html form(ConsoleRequest request, MatrixFilter filter) {
		return element("form", attribute("method", "get"), css("filter"), attribute("role", "search"),
				attribute("action", request.link("matrix")),
				element("div", element("label", attribute("for", "search"), "Search"),
						element("input", attribute("id", "search"), attribute("name", "search"),
								attribute("type", "text"), attribute("autocomplete", "off"),
								attribute("autocapitalize", "none"), attribute("spellcheck", "false"),
								attribute("placeholder", "email password"), attribute("value", filter.search()))),
				MatrixFilter.CHOICES.stream().map((dimension) -> choice(dimension, filter.chosen(dimension))).toList(),
				element("button", attribute("type", "submit"), "Show"));
	}

	private Html choice(Dimension dimension, String chosen) {
		Set<String> values = new TreeSet<>(Set.of(chosen));
		this.matrix.forEach((line) -> values.add(line.value(dimension)));
		values.remove(ClaimReach.ANY);
		values.add("");
		return element("div", element("label", attribute("for", dimension.property()), title(dimension)), element(
				"select", attribute("id", dimension.property()), attribute("name", dimension.property()),
				values.stream()
					.map((value) -> element("option", attribute("value", value),
							Html.flag("selected", value.equals(chosen)), value.isEmpty() ? "All" : inWords(value)))
					.toList()));
	}

	private static String title(Dimension dimension) {
		return StringUtils.capitalize(dimension.property().replace('-', ' '));
	}

	private String count(List<MatrixLine> lines, MatrixPicture picture) {
		long total = this.matrix.stream().filter(MatrixLine::isClaim).count();
		long rows = lines.stream().filter(MatrixLine::isClaim).count();
		return ((rows == total) ? total + " rows" : rows + " of " + total + " rows") + ": "
				+ counted(picture.count(false), "claim") + ", " + counted(picture.count(true), "denial");
	}

	private static String counted(long count, String name) {
		return count + " " + name + ((count == 1) ? "" : "s");
	}

	private static Html links(ConsoleRequest request, MatrixFilter filter) {
		return element("p", css("buttons"),
				element("a", css("button"), attribute("href", request.link("matrix.svg") + filter.query()),
						Html.flag("download", true), "Download as SVG"),
				element("a", css("button"), attribute("href", "#rows"), "As a table"));
	}

	private Html table(List<MatrixLine> lines) {
		List<String> columns = new ArrayList<>(List.of("Claim"));
		this.dimensions.forEach((dimension) -> columns.add(title(dimension)));
		return lines
			.isEmpty()
					? Html.all()
					: element("section", attribute("aria-labelledby", "rows"),
							element("h2", attribute("id", "rows"), "As a table"),
							element("div", css("scroll"), attribute("role", "region"),
									attribute("aria-label", "Claim matrix"), attribute("tabindex", "0"),
									element("table", attribute("role", "table"),
											element("thead", element("tr", columns.stream()
												.map((column) -> element("th", attribute("scope", "col"), column))
												.toList(), element("th", attribute("scope", "col"), "Rules"))),
											element("tbody", attribute("role", "rowgroup"), attribute("class", "rows"),
													lines.stream().map((line) -> row(columns, line)).toList()))));
	}

	private Html row(List<String> columns, MatrixLine line) {
		List<Html> shown = new ArrayList<>();
		List<String> cells = cells(line.reach());
		shown.add(element("th", attribute("role", "rowheader"), attribute("scope", "row"), cells.get(0)));
		for (int i = 1; i < cells.size(); i++) {
			shown.add(element("td", attribute("role", "cell"), attribute("data-label", columns.get(i)),
					element("span", css(cells.get(i).equals("any") ? "muted" : null), cells.get(i))));
		}
		shown.add(element("td", attribute("role", "cell"), attribute("data-label", "Rules"),
				line.rules().stream().map((rule) -> element("span", rule)).toList()));
		return element("tr", attribute("role", "row"), shown);
	}

}
