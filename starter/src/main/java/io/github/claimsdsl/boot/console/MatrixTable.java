package io.github.claimsdsl.boot.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the matrix picture as a table in a page. Each mark links to its rule.
 */
final class MatrixTable {

	private final ConsoleRequest request;

	private final MatrixPicture picture;

	MatrixTable(ConsoleRequest request, MatrixPicture picture) {
		this.request = request;
		this.picture = picture;
	}

	Html show() {
		return Html.all(legend(),
				element("div", css("picture"), attribute("role", "region"),
						attribute("aria-label", "Claims by audiences"), attribute("tabindex", "0"),
						element("table", element("thead", element("tr", head("Claim"), heads())),
								this.picture.groups().stream().map(this::group).toList())));
	}

	/** Shows what the marks mean. */
	private static Html legend() {
		return element("ul", css("legend"), attribute("aria-label", "Legend"),
				MatrixLegend.ENTRIES.stream()
					.map((entry) -> element("li", css("mark " + entry.style()), entry.sign().image(entry.letters()),
							element("span", entry.meaning())))
					.toList());
	}

	private List<Html> heads() {
		return this.picture.columns().stream().map((column) -> head(column.title())).toList();
	}

	private static Html head(String title) {
		return element("th", attribute("scope", "col"), element("bdi", breakable(title)));
	}

	/** Lets a browser break a text after punctuation, and not within a word. */
	private static List<Html> breakable(String text) {
		return Arrays.stream(text.split("(?<=[/.:-])(?![/.:-])"))
			.map((part) -> Html.all(part, element("wbr")))
			.toList();
	}

	private Html group(MatrixPicture.Group group) {
		return element("tbody", css(group.title().denials() ? "denials" : null),
				element("tr", css("group"),
						element("th", attribute("scope", "rowgroup"),
								attribute("colspan", this.picture.columns().size() + 1),
								element("bdi", group.title().toString()))),
				group.rows().stream().map(this::row).toList());
	}

	private Html row(MatrixPicture.Row row) {
		return element("tr",
				element("th", attribute("scope", "row"), element("bdi", row.label()),
						row.error().isEmpty() ? null : element("span", css("muted"), row.error())),
				this.picture.columns().stream().map((column) -> element("td", marks(row, column))).toList());
	}

	private List<Html> marks(MatrixPicture.Row row, MatrixColumn column) {
		return row.marks(column).stream().map((mark) -> mark(row, column, mark)).toList();
	}

	private Html mark(MatrixPicture.Row row, MatrixColumn column, MatrixMark mark) {
		return element("a", css(mark.style()),
				attribute("href", this.request.link("policies") + "#" + PoliciesPage.anchor(mark.rule().id())),
				attribute("aria-label", mark.inWords(row.name(), column)), attribute("title", title(mark)),
				mark.sign().image(mark.letters()),
				element("span", lines(null, mark.grants()), lines("note", mark.notes())));
	}

	private static List<Html> lines(@Nullable String style, Collection<String> texts) {
		return texts.stream().map((text) -> element("span", css(style), text)).toList();
	}

	/** Returns the id of the rule, whether it needs a user, and its conditions. */
	private static String title(MatrixMark mark) {
		List<String> conditions = mark.rule().conditions();
		return mark.rule().id() + (mark.needsUser() ? ", " + MatrixMark.NEEDS_USER : "")
				+ (conditions.isEmpty() ? "" : ", if " + String.join("\nand ", conditions));
	}

}
