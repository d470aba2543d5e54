package io.github.claimsdsl.expression;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the corpora of the tests.
 */
final class Corpus {

	private static final Pattern CODE_POINT = Pattern.compile("<U\\+([0-9A-F]{4,5})>");

	private Corpus() {
	}

	static List<String> attacks() {
		return lines("attacks.txt").map(Corpus::decoded).toList();
	}

	static List<String> legitimate() {
		return lines("legitimate.txt").toList();
	}

	private static Stream<String> lines(String name) {
		return read(name).lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("# ") && !line.startsWith("## "));
	}

	static String read(String name) {
		try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(name))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String decoded(String line) {
		return CODE_POINT.matcher(line)
			.replaceAll((match) -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
	}

}
