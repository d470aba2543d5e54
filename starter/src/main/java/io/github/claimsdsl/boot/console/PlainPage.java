package io.github.claimsdsl.boot.console;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * A page for those who see nothing of the console, its styles included.
 */
final class PlainPage {

	static final String DOCTYPE = "<!DOCTYPE html>\n";

	private PlainPage() {
	}

	static Html of(String heading, String text) {
		return element("html", attribute("lang", "en"), element("head", element("meta", attribute("charset", "utf-8")),
				element("meta", attribute("name", "viewport"),
						attribute("content", "width=device-width, initial-scale=1")),
				element("title", heading)),
				element("body", element("main", css("content"), element("h1", heading), element("p", text))));
	}

}
