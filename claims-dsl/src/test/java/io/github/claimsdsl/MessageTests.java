package io.github.claimsdsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine's messages name nothing of a host: it supplies its own help.
 */
class MessageTests {

	/** A comment, a character, or a text, which is the group. */
	private static final Pattern TOKEN = Pattern
		.compile("/\\*(?s:.*?)\\*/|//.*|'(?:[^'\\\\]|\\\\.)+'|(\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\")");

	private static final Pattern OF_A_HOST = Pattern
		.compile("claims-dsl\\.|@Claim|@Deny|@TokenParameter|UserSource|\\bbeans?\\b|starter|Spring|allowed-names");

	@Test
	void textsWhenInSourcesThenNameNothingOfAHost() throws IOException {
		assertThat(texts()).hasSizeGreaterThan(500).filteredOn((text) -> OF_A_HOST.matcher(text).find()).isEmpty();
	}

	private static List<String> texts() throws IOException {
		List<String> texts = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				TOKEN.matcher(Files.readString(file))
					.results()
					.filter((match) -> match.group(1) != null)
					.forEach((match) -> texts.add(file.getFileName() + ": " + match.group(1)));
			}
		}
		return texts;
	}

}
