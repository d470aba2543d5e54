package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimProvenance;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows two tokens, or two answers, side by side and marks the differences.
 *
 * @param id the id of the section
 * @param title the heading
 * @param type the kind of token or answer
 * @param comparison the two tokens or answers
 * @param first the name of the first token
 * @param second the name of the second token
 * @param whole whether claims that do not differ are shown too, instead of folded away
 */
record ComparedSection(String id, String title, TokenType type, Comparison comparison, String first, String second,
		boolean whole) {

	Html show() {
		return element("article", css("token compared"), attribute("id", this.id),
				attribute("aria-labelledby", this.id + "-title"),
				element("h2", attribute("id", this.id + "-title"), this.title), outcome(this.first, true),
				outcome(this.second, false), count(), table("Header", "header that differs", this.comparison.header()),
				claims());
	}

	private Html claims() {
		List<Comparison.Row> claims = this.comparison.claims();
		List<Comparison.Row> folded = this.whole ? List.of()
				: claims.stream().filter((row) -> !row.difference().counts()).toList();
		List<Comparison.Row> shown = claims.stream().filter((row) -> !folded.contains(row)).toList();
		return all(table("Claim", this.whole ? "claims" : "claims that differ", shown),
				folded.isEmpty() ? null
						: element("details", element("summary", PolicyCoverage.counted(folded.size(), "other claim")),
								table("Claim", "claims that do not differ", folded)));
	}

	private Html outcome(String name, boolean first) {
		PreviewedToken token = first ? this.comparison.first() : this.comparison.second();
		PreviewedToken.Size size = token.size();
		return element("p", css("outcome" + TokenSection.mark(token.outcome())), element("b", name), " ",
				element("strong", TokenSection.name(this.type, token.outcome())), " ",
				(size != null) ? element("span", size.token() + " bytes") : null,
				(token.error() != null) ? element("code", token.error().code()) : null,
				(token.reason() != null) ? element("span", css("muted"), " " + token.reason()) : null);
	}

	private @Nullable Html count() {
		if (this.comparison.first().outcome() != Outcome.ISSUED
				|| this.comparison.second().outcome() != Outcome.ISSUED) {
			return null;
		}
		long differences = this.comparison.differences();
		return element("p", element("b", (differences == 0) ? "No difference."
				: (differences == 1) ? "1 difference." : differences + " differences."));
	}

	private @Nullable Html table(String column, String label, List<Comparison.Row> rows) {
		if (rows.isEmpty()) {
			return null;
		}
		List<Html> heads = new ArrayList<>();
		for (String name : List.of(column, this.first, this.second, "Difference")) {
			heads.add(element("th", attribute("role", "columnheader"), attribute("scope", "col"), name));
		}
		return element("div", css("scroll"), attribute("role", "region"),
				attribute("aria-label", this.title + ": " + label), attribute("tabindex", "0"),
				element("table", attribute("role", "table"),
						element("thead", attribute("role", "rowgroup"), element("tr", attribute("role", "row"), heads)),
						element("tbody", attribute("role", "rowgroup"), rows.stream().map(this::row).toList())));
	}

	private Html row(Comparison.Row row) {
		return element("tr", attribute("role", "row"), css(row.difference().counts() ? "differs" : null),
				element("th", attribute("role", "rowheader"), attribute("scope", "row"), row.name()),
				cell(this.first, side(row.first())), cell(this.second, side(row.second())),
				cell("Difference", element("span", words(row))));
	}

	private String words(Comparison.Row row) {
		return switch (row.difference()) {
			case FIRST_ONLY -> "only " + this.first;
			case SECOND_ONLY -> "only " + this.second;
			case CHANGED -> "differs";
			case RULE -> "same value, another rule";
			case UNKNOWN -> "cannot be previewed: " + reason(row);
			case VARIES -> "differs in each token";
			case SAME -> "same";
		};
	}

	private String reason(Comparison.Row row) {
		PreviewedToken unknown = (row.first().value() == null) ? this.comparison.first() : this.comparison.second();
		return String.valueOf(unknown.notPreviewable().get(row.name()));
	}

	private static Html cell(String label, Html content) {
		return element("td", attribute("role", "cell"), attribute("data-label", label), content);
	}

	private static Html side(Comparison.Side side) {
		ClaimProvenance source = side.source();
		return all(
				element("span",
						(side.value() != null) ? element("code", TokenSection.json(side.value()))
								: element("span", css("muted"), "–")),
				(source != null) ? element("span", css("muted"), source.rule() + ", " + place(source.origin())) : null);
	}

	private static String place(Origin origin) {
		return (origin.location() != null) ? origin.location().toString() : origin.toString();
	}

}
