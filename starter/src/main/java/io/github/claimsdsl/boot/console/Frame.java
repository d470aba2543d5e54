package io.github.claimsdsl.boot.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Builds the frame that all pages have around their content: head, navigation and footer.
 */
final class Frame {

	/**
	 * A page that the navigation leads to.
	 *
	 * @param path the path below the console's
	 * @param name the name in the navigation
	 */
	record Entry(String path, String name) {
	}

	static final List<Entry> ENTRIES = List.of(new Entry("", "Preview"), new Entry("explain", "Explain"),
			new Entry("expression", "Expression"), new Entry("matrix", "Matrix"), new Entry("policies", "Policies"),
			new Entry("decisions", "Decisions"));

	private Frame() {
	}

	/**
	 * Returns a page.
	 * @param request the request for the page
	 * @param title the heading
	 * @param path the path below the console's, or {@code null} if the navigation does
	 * not lead to the page
	 * @param content the content
	 */
	static Html page(ConsoleRequest request, String title, @Nullable String path, Html content) {
		return element("html", attribute("lang", "en"), head(request, title), element(
				"body",
				element("header", css("top"),
						element("p", css("brand"),
								element("img", attribute("src", request.link("icon.svg")), attribute("alt", ""),
										attribute("width", "28"), attribute("height", "28")),
								" Claims DSL"),
						nav(request, path)),
				element("main", element("h1", title), content),
				element("footer", element("p", "Signed in as ", element("b", request.reader()), ".", request.audited()
						? " Previews and evaluations are recorded as audit events with your name." : null))));
	}

	private static Html head(ConsoleRequest request, String title) {
		return element("head", element("meta", attribute("charset", "utf-8")),
				element("meta", attribute("name", "viewport"),
						attribute("content", "width=device-width, initial-scale=1")),
				element("title", title + " – Claims DSL"),
				element("link", attribute("rel", "icon"), attribute("href", request.link("icon.svg")),
						attribute("type", "image/svg+xml")),
				element("link", attribute("rel", "stylesheet"), attribute("href", request.link("console.css"))),
				element("script", attribute("src", request.link("console.js")), Html.flag("defer", true)));
	}

	private static Html nav(ConsoleRequest request, @Nullable String path) {
		return element("nav", attribute("aria-label", "Console"),
				element("ul", ENTRIES.stream()
					.map((entry) -> element("li", element("a", attribute("href", request.link(entry.path())),
							attribute("aria-current", entry.path().equals(path) ? "page" : null), entry.name())))
					.toList()));
	}

}
