package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * A page without the console's styles, for users who may not see the console.
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

	/**
	 * Writes such a page to the response. It does not use {@code sendError}, because
	 * another filter chain may guard the error page and answer in its own way.
	 */
	static void send(HttpServletResponse response, HttpStatus status, String heading, String text) throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.getWriter()
			.write(DOCTYPE + of(heading, status.value() + " " + status.getReasonPhrase() + ". " + text));
	}

}
