package io.github.claimsdsl.boot.console;

import org.springframework.web.util.HtmlUtils;

/**
 * Reads pages as people do.
 */
final class Pages {

	private Pages() {
	}

	/** The text of the result, on one line. */
	static String text(String page) {
		int start = page.indexOf("id=\"result\"");
		String part = (start < 0) ? page : page.substring(page.indexOf('>', start) + 1);
		return HtmlUtils.htmlUnescape(part.replaceAll("<[^>]*>", " ")).replaceAll("\\s+", " ").strip();
	}

	/** The lines of a block with a label, as they are. */
	static String block(String page, String label) {
		int start = page.indexOf('>', page.indexOf("aria-label=\"" + label + "\"")) + 1;
		return HtmlUtils.htmlUnescape(page.substring(start, page.indexOf("</pre>", start))).strip();
	}

}
