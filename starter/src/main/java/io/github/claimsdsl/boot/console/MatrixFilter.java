package io.github.claimsdsl.boot.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * Selects the lines of the matrix that the reader wants to see. Immutable.
 */
final class MatrixFilter {

	/** The dimensions whose value can be chosen from a list. */
	static final List<Dimension> CHOICES = List.of(Dimension.TOKEN_TYPE, Dimension.AUDIENCE, Dimension.GRANT_TYPE);

	private final String search;

	private final List<String> words;

	private final Map<Dimension, String> chosen = new EnumMap<>(Dimension.class);

	MatrixFilter(ConsoleRequest request) {
		this.search = request.text("search");
		this.words = List.of(StringUtils.tokenizeToStringArray(this.search.toLowerCase(Locale.ROOT), " "));
		CHOICES.stream()
			.filter((dimension) -> !request.text(dimension.property()).isEmpty())
			.forEach((dimension) -> this.chosen.put(dimension, request.text(dimension.property())));
	}

	String search() {
		return this.search;
	}

	/** Returns the chosen value of a dimension, or an empty text. */
	String chosen(Dimension dimension) {
		return this.chosen.getOrDefault(dimension, "");
	}

	/** Returns whether a line has the chosen values and its texts hold all words. */
	boolean holds(MatrixLine line, Supplier<List<String>> texts) {
		return (this.words.isEmpty() || holds(line.rules() + " " + texts.get())) && this.chosen.entrySet()
			.stream()
			.allMatch((choice) -> holds(line, choice.getKey(), choice.getValue()));
	}

	private boolean holds(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		return this.words.stream().allMatch(lower::contains);
	}

	/** Returns whether a line has the value. A line for any value includes it. */
	private static boolean holds(MatrixLine line, Dimension dimension, String value) {
		return List.of(value, ClaimReach.ANY).contains(line.value(dimension));
	}

	/** Returns the query of an address that selects the same lines. */
	String query() {
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		if (!this.search.isBlank()) {
			query.add("search=" + encode(this.search));
		}
		this.chosen.forEach((dimension, value) -> query.add(dimension.property() + "=" + encode(value)));
		return query.toString();
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	/** Returns the filter in words, or an empty text if it selects all lines. */
	@Override
	public String toString() {
		StringJoiner text = new StringJoiner("; ");
		if (!this.words.isEmpty()) {
			text.add("search: " + String.join(" ", this.words));
		}
		this.chosen.forEach((dimension, value) -> text
			.add(dimension.property().replace('-', ' ') + ": " + MatrixRows.inWords(value)));
		return text.toString();
	}

}
