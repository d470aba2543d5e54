package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Locale;

import org.springframework.util.StringUtils;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * The search field of a page. A search finds texts that hold all of its words.
 *
 * @param request the request
 * @param page the path of the page
 */
record SearchForm(ConsoleRequest request, String page) {

	private static final String FIELD = "search";

	boolean finds(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		return words().stream().allMatch(lower::contains);
	}

	private List<String> words() {
		return List.of(StringUtils.tokenizeToStringArray(this.request.text(FIELD).toLowerCase(Locale.ROOT), " "));
	}

	Html show(String placeholder) {
		return element("form", attribute("method", "get"), css("search"), attribute("role", "search"),
				attribute("action", this.request.link(this.page)), element("label", attribute("for", FIELD), "Search"),
				element("input", attribute("id", FIELD), attribute("name", FIELD), attribute("type", "text"),
						attribute("autocomplete", "off"), attribute("autocapitalize", "none"),
						attribute("spellcheck", "false"), attribute("placeholder", placeholder),
						attribute("value", this.request.text(FIELD))),
				element("button", attribute("type", "submit"), "Search"));
	}

	/** Returns how many of all entries are shown, in words. */
	static String count(int shown, int all, String one, String many) {
		return ((shown == all) ? "" : shown + " of ") + all + " " + ((all == 1) ? one : many);
	}

}
