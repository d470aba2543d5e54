package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows which claims can get into which tokens, as a picture and as a table.
 */
final class MatrixPage {

	/** The most marks or rows on a page. A page with more is slow to use. */
	static final int MOST = 5_000;

	private final List<MatrixLine> matrix;

	private final Map<String, MatrixRule> rules;

	private final Set<String> namespaces;

	private final MatrixRows rows;

	MatrixPage(ClaimPolicySet policies) {
		this.matrix = MatrixLine.of(policies);
		this.rules = MatrixRule.of(policies);
		this.namespaces = policies.policies().stream().map(ClaimPolicy::namespace).collect(Collectors.toSet());
		this.rows = new MatrixRows(this.matrix, this.rules);
	}

	Html show(ConsoleRequest request) {
		MatrixFilter filter = new MatrixFilter(request);
		List<MatrixLine> lines = lines(filter);
		MatrixPicture picture = picture(lines);
		return Frame.page(request, "Claim matrix", "matrix", Html.all(
				element("p",
						"The matrix shows which claims can reach which tokens and answers. It reads the selectors of "
								+ "all rules; conditions can only leave claims out. Choose a mark to see its rule."),
				form(request, filter), element("p", attribute("role", "status"), count(lines)),
				picture.isEmpty() ? null : links(request, filter), shown(request, picture),
				this.rows.show(lines.stream().filter(MatrixLine::isClaim).toList())));
	}

	private static @Nullable Html shown(ConsoleRequest request, MatrixPicture picture) {
		if (picture.size() > MOST) {
			return element("p", "The picture would have " + picture.size()
					+ " marks. Narrow it with the fields above, or download it.");
		}
		return picture.isEmpty() ? null : new MatrixTable(request, picture).show();
	}

	/** Returns the picture as an SVG file. */
	String file(ConsoleRequest request) {
		MatrixFilter filter = new MatrixFilter(request);
		List<MatrixLine> lines = lines(filter);
		MatrixPicture picture = picture(lines);
		String limits = filter.toString();
		return MatrixFile.of(picture, count(lines) + (limits.isEmpty() ? "" : " (" + limits + ")")
				+ ". This shows selectors only: conditions can leave claims out.");
	}

	private List<MatrixLine> lines(MatrixFilter filter) {
		return this.matrix.stream().filter((line) -> filter.holds(line, () -> this.rows.cells(line))).toList();
	}

	private MatrixPicture picture(List<MatrixLine> lines) {
		return MatrixPicture.of(lines, this.rules, this.namespaces);
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
		return element("div", element("label", attribute("for", dimension.property()), MatrixRows.title(dimension)),
				element("select", attribute("id", dimension.property()), attribute("name", dimension.property()),
						values.stream()
							.map((value) -> element("option", attribute("value", value),
									Html.flag("selected", value.equals(chosen)),
									value.isEmpty() ? "All" : MatrixRows.inWords(value)))
							.toList()));
	}

	/** Counts the rows of the picture. */
	private String count(List<MatrixLine> lines) {
		return counted(claims(lines), claims(this.matrix), "claim") + ", "
				+ counted(denials(lines), denials(this.matrix), "denial");
	}

	private static long claims(List<MatrixLine> lines) {
		return lines.stream()
			.filter((line) -> line.kind() != MatrixLine.Kind.DENIAL)
			.map((line) -> line.reach().claim())
			.distinct()
			.count();
	}

	private static long denials(List<MatrixLine> lines) {
		return lines.stream()
			.filter((line) -> line.kind() == MatrixLine.Kind.DENIAL)
			.flatMap((line) -> line.rules().stream())
			.distinct()
			.count();
	}

	static String counted(long shown, long total, String name) {
		return ((shown == total) ? "" : shown + " of ") + total + " " + name + ((total == 1) ? "" : "s");
	}

	private static Html links(ConsoleRequest request, MatrixFilter filter) {
		return element("p", css("buttons"),
				element("a", css("button"), attribute("href", request.link("matrix.svg") + filter.query()),
						Html.flag("download", true), "Download as SVG"),
				element("a", css("button"), attribute("href", "#rows"), "As a table"));
	}

}
