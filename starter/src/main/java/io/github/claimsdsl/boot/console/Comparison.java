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
 * Compares two tokens, or two answers, claim by claim. Immutable.
 *
 * @param first the first token
 * @param second the second token
 */
record Comparison(PreviewedToken first, PreviewedToken second) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * How the two differ in one claim.
	 */
	enum Difference {

		/** The values differ. */
		CHANGED,

		/** Only the first token has the claim. */
		FIRST_ONLY,

		/** Only the second token has the claim. */
		SECOND_ONLY,

		/** The values are the same, but another rule sets them. */
		RULE,

		/** One token has the claim, and that of the other cannot be previewed. */
		UNKNOWN,

		/** The claim has another value in each token, such as {@code jti}. */
		VARIES,

		/** There is no difference. */
		SAME;

		/** Returns whether the page counts and marks the difference. */
		boolean counts() {
			return this != UNKNOWN && this != VARIES && this != SAME;
		}

	}

	/**
	 * One side of a row.
	 *
	 * @param value the value, or {@code null} if there is none
	 * @param source the rule that set it, or {@code null} if no rule did
	 */
	record Side(@Nullable Object value, @Nullable ClaimProvenance source) {
	}

	/**
	 * A claim or header parameter.
	 *
	 * @param name the name
	 * @param first the side of the first token
	 * @param second the side of the second token
	 * @param difference how the two sides differ
	 */
	record Row(String name, Side first, Side second, Difference difference) {

		boolean isOfRule() {
			return this.first.source() != null || this.second.source() != null;
		}

	}

	/**
	 * Returns the claims: first those that differ, then those of rules, then the others.
	 */
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

	/** Returns the header parameters that differ. */
	List<Row> header() {
		Set<String> names = new TreeSet<>(this.first.header().keySet());
		names.addAll(this.second.header().keySet());
		return names.stream()
			.map((name) -> row(name, new Side(this.first.header().get(name), null),
					new Side(this.second.header().get(name), null)))
			.filter((row) -> row.difference().counts())
			.toList();
	}

	/** Returns how many claims and header parameters differ. */
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

	/**
	 * Returns a value as JSON. Audiences and scopes become sets, because their order
	 * means nothing.
	 */
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
