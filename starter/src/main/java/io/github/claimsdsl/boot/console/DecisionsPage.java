package io.github.claimsdsl.boot.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the last decisions. The script requests the same page for decisions that are
 * later than those it has.
 */
final class DecisionsPage {

	/**
	 * How many decisions are sent again. A decision may be added a moment after one with
	 * a higher number, so the script could miss it.
	 */
	private static final int OVERLAP = 20;

	private final RecentDecisions decisions;

	DecisionsPage(RecentDecisions decisions) {
		this.decisions = decisions;
	}

	Html show(ConsoleRequest request) {
		SearchForm search = new SearchForm(request, "decisions");
		List<SeenDecision> all = this.decisions.all();
		long after = after(request.text("after"));
		List<DecisionLine> lines = all.stream()
			.filter((decision) -> decision.number() > after)
			.map((decision) -> new DecisionLine(decision, request))
			.filter((line) -> search.finds(line.words()))
			.toList();
		long latest = all.isEmpty() ? 0 : all.get(0).number();
		return Frame.page(request, "Decisions", "decisions", all(
				element("p",
						"The decisions of this server since its start, the latest first. The page keeps the last "
								+ RecentDecisions.MOST + " tokens and answers that were issued, and the last "
								+ RecentDecisions.MOST + " that were refused or would have been refused. It does not "
								+ "show claim values, user names or previews."),
				search.show("refused my-client"),
				element("div", css("live"),
						element("p", attribute("role", "status"), attribute("id", "live-status"),
								SearchForm.count(lines.size(), all.size(), "decision", "decisions")),
						element("p", css("buttons"), attribute("id", "live-buttons"),
								element("a", css("button"), attribute("href", here(request)), "Reload"))),
				element("ol", css("decisions"), attribute("id", "decisions"),
						attribute("data-after", this.decisions.server() + "." + latest),
						attribute("data-most", RecentDecisions.MOST), lines.stream().map(DecisionLine::show).toList()),
				element("p", css("muted none"), "Nothing to show yet.")));
	}

	/**
	 * Returns the number after which decisions are shown. It is 0 if the script has seen
	 * none of this server.
	 */
	private long after(String seen) {
		String prefix = this.decisions.server() + ".";
		return (seen.startsWith(prefix) && seen.substring(prefix.length()).matches("\\d{1,18}"))
				? Long.parseLong(seen.substring(prefix.length())) - OVERLAP : 0;
	}

	private static String here(ConsoleRequest request) {
		return request.link("decisions") + (request.text("search").isEmpty() ? ""
				: "?search=" + URLEncoder.encode(request.text("search"), StandardCharsets.UTF_8));
	}

}
