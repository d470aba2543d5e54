package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.claimsdsl.ClaimProvenance;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * Two tokens, or two answers, claim by claim. Immutable.
 *
 * @param first the first
 * @param second the second
 */
record Comparison(PreviewedToken first, PreviewedToken second) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * How the two differ in one claim.
	 */
	enum Difference {

		/** The value is another. */
		CHANGED,

		/** Only the first has it. */
		FIRST_ONLY,

		/** Only the second has it. */
		SECOND_ONLY,

		/** The value is the same, but another rule sets it. */
		RULE,

		/** One of them has it, and what the other has cannot be previewed. */
		UNKNOWN,

		/** It is another in each token. */
		VARIES,

		/** There is none. */
		SAME;

		/** Whether there is something to see. */
		boolean counts() {
			return this != UNKNOWN && this != VARIES && this != SAME;
		}

	}

	/**
	 * One side of a row.
	 *
	 * @param value the value, or {@code null} if there is none
	 * @param source which rule set it, or {@code null} if none did
	 */
	record Side(@Nullable Object value, @Nullable ClaimProvenance source) {
	}

	/**
	 * A claim or header parameter.
	 *
	 * @param name its name
	 * @param first what the first token has
	 * @param second what the second token has
	 * @param difference how they differ
	 */
	record Row(String name, Side first, Side second, Difference difference) {

		boolean isOfRule() {
			return this.first.source() != null || this.second.source() != null;
		}

	}

	/** The claims: those that differ, then those of rules, then the others. */
	List<Row> claims() {
		Set<String> names = new LinkedHashSet<>(this.first.claims().keySet());
		names.addAll(this.second.claims().keySet());
		List<Row> rows = new ArrayList<>();
		Map<String, ClaimProvenance> first = sources(this.first);
		Map<String, ClaimProvenance> second = sources(this.second);
		names.forEach((name) -> rows.add(row(name, new Side(this.first.claims().get(name), first.get(name)),
				new Side(this.second.claims().get(name), second.get(name)))));
		rows.sort(Comparator.comparing((Row row) -> !row.difference().counts())
			.thenComparing((row) -> !row.isOfRule())
			.thenComparing(Row::difference, Comparator.reverseOrder()));
		return rows;
	}

	/** The parameters of the header that differ. */
	List<Row> header() {
		Set<String> names = new TreeSet<>(this.first.header().keySet());
		names.addAll(this.second.header().keySet());
		return names.stream()
			.map((name) -> row(name, new Side(this.first.header().get(name), null),
					new Side(this.second.header().get(name), null)))
			.filter((row) -> row.difference().counts())
			.toList();
	}

	/** How many claims and header parameters differ. */
	long differences() {
		return header().size() + claims().stream().filter((row) -> row.difference().counts()).count();
	}

	private Row row(String name, Side first, Side second) {
		return new Row(name, first, second, difference(name, first, second));
	}

	private Difference difference(String name, Side first, Side second) {
		if (first.value() == null || second.value() == null) {
			PreviewedToken other = (first.value() == null) ? this.first : this.second;
			return other.notPreviewable().containsKey(name) ? Difference.UNKNOWN
					: (first.value() == null) ? Difference.SECOND_ONLY : Difference.FIRST_ONLY;
		}
		if (TokenPreview.varyingClaims().contains(name)) {
			return Difference.VARIES;
		}
		if (!comparable(name, first.value()).equals(comparable(name, second.value()))) {
			return Difference.CHANGED;
		}
		boolean known = this.first.explanation() != null && this.second.explanation() != null;
		return (known && !rule(first).equals(rule(second))) ? Difference.RULE : Difference.SAME;
	}

	private static String rule(Side side) {
		return (side.source() != null) ? side.source().rule() : "";
	}

	/** A value as JSON has it; of audiences and scopes the order means nothing. */
	private static Object comparable(String name, Object value) {
		JsonNode json = JSON.readTree(TokenSection.json(value));
		return switch (name) {
			case "aud" -> json.isArray() ? Set.copyOf(json.valueStream().toList()) : Set.of(json);
			case "scope" -> json.isString() ? new HashSet<>(List.of(json.stringValue().split(" ")))
					: json.isArray() ? List.of(json.valueStream().collect(Collectors.toSet())) : json;
			default -> json;
		};
	}

	private static Map<String, ClaimProvenance> sources(PreviewedToken token) {
		ClaimExplanation explanation = token.explanation();
		return (explanation != null) ? explanation.decision().provenance() : Map.of();
	}

}
