package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of a page that a test writes, between two comments. With
 * {@code -Dgolden.update=true} it is written anew.
 *
 * @param page the page
 */
record GeneratedPart(Path page) {

	private static final String START = "<!-- generated -->\n";

	private static final String END = "<!-- /generated -->";

	static GeneratedPart of(String page) {
		return new GeneratedPart(Path.of("../docs", page));
	}

	void assertIs(String expected) throws IOException {
		String text = Files.readString(this.page);
		int start = text.indexOf(START) + START.length();
		int end = text.indexOf(END);
		assertThat(text).as("comments of " + this.page).contains(START).contains(END);
		if (Boolean.getBoolean("golden.update")) {
			Files.writeString(this.page, text.substring(0, start) + expected + text.substring(end));
			return;
		}
		assertThat(text.substring(start, end))
			.as("generated part of %s; -Dgolden.update=true writes it anew", this.page)
			.isEqualTo(expected);
	}

}
