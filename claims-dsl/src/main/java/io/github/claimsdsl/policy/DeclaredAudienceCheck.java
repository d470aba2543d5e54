package io.github.claimsdsl.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Finds policies and rules that match no token, because the selected audiences do not
 * allow their clients, scopes or issuers.
 */
final class DeclaredAudienceCheck {

	private static final List<Dimension> LIMITED = List.of(Dimension.CLIENT, Dimension.SCOPE, Dimension.ISSUER);

	private final Map<String, DeclaredAudience> audiences = new HashMap<>();

	private final Issues issues;

	DeclaredAudienceCheck(Collection<DeclaredAudience> audiences, Issues issues) {
		audiences.forEach((audience) -> this.audiences.put(audience.id(), audience));
		this.issues = issues;
	}

	/**
	 * Checks a selector.
	 * @param selector the selector, as its author stated it
	 * @param match which tokens the selector matches
	 * @param declaration where the selector was stated
	 */
	void check(Selector selector, TokenMatch match, Declaration declaration) {
		List<DeclaredAudience> selected = selected(match);
		if (selected.isEmpty() || !match.types((type) -> !type.isForApi()).isEmpty()) {
			return;
		}
		int before = this.issues.size();
		for (Dimension dimension : LIMITED) {
			if (selector.states(dimension)) {
				checkValues(dimension, match, selected, declaration);
			}
		}
		if (this.issues.size() == before && isStated(selector)
				&& selected.stream()
					.noneMatch((audience) -> LIMITED.stream()
						.allMatch((dimension) -> allowsAny(audience, dimension, values(dimension, match))))) {
			issue("dead-policy", declaration, stated(selector, Dimension.CLIENT),
					names(selected) + " allows none of " + inWords(match) + ", so no token matches",
					"Name values that one audience allows.");
		}
	}

	/**
	 * Checks that an API may introspect the tokens that a rule is for. Otherwise nobody
	 * would see a claim that the rule writes to introspection answers.
	 * @param match which tokens the rule is for
	 * @param declaration where the selector was stated
	 */
	void checkSeen(TokenMatch match, Declaration declaration) {
		List<DeclaredAudience> selected = match.isFor(TokenType.INTROSPECTION) ? selected(match) : List.of();
		if (!selected.isEmpty() && selected.stream().noneMatch(DeclaredAudience::introspected)) {
			this.issues.add("dead-introspection", declaration.origin(),
					"no API may introspect the tokens of " + names(selected) + ", so nobody would see this claim",
					"Name the API's client among the api-clients of the audience.");
		}
	}

	private static String inWords(TokenMatch match) {
		return LIMITED.stream()
			.filter((dimension) -> !values(dimension, match).isEmpty())
			.map((dimension) -> "the " + dimension.property() + "s " + sorted(values(dimension, match)))
			.collect(Collectors.joining(" with "));
	}

	private static String sorted(Set<String> values) {
		return String.join(", ", values.stream().sorted().toList());
	}

	private static boolean isStated(Selector selector) {
		return selector.states(Dimension.AUDIENCE) || LIMITED.stream().anyMatch(selector::states);
	}

	/**
	 * Returns the selected audiences, or none if one of them is not declared, because
	 * that is reported elsewhere.
	 */
	private List<DeclaredAudience> selected(TokenMatch match) {
		Set<String> ids = match.values(Dimension.AUDIENCE);
		return (ids == null || !this.audiences.keySet().containsAll(ids)) ? List.of()
				: ids.stream().sorted().map(this.audiences::get).filter(Objects::nonNull).toList();
	}

	private void checkValues(Dimension dimension, TokenMatch match, List<DeclaredAudience> selected,
			Declaration declaration) {
		for (String value : values(dimension, match)) {
			if (selected.stream().noneMatch((audience) -> allows(audience, dimension, value))) {
				issue("dead-" + dimension.property(), declaration, dimension,
						dimension.property() + " '" + value + "' " + reason(dimension) + " " + names(selected)
								+ ", so no token matches",
						DidYouMean.sentence(value, known(selected, dimension)) + " Otherwise add it to the "
								+ dimension.property() + "s of the audience.");
			}
		}
	}

	private static String reason(Dimension dimension) {
		return switch (dimension) {
			case CLIENT -> "may not ask for";
			case ISSUER -> "issues no tokens for";
			default -> "is not one of";
		};
	}

	private static Set<String> values(Dimension dimension, TokenMatch match) {
		Set<String> values = match.values(dimension);
		return (values != null) ? values : Set.of();
	}

	private static boolean allowsAny(DeclaredAudience audience, Dimension dimension, Set<String> values) {
		return values.isEmpty() || values.stream().anyMatch((value) -> allows(audience, dimension, value));
	}

	private static boolean allows(DeclaredAudience audience, Dimension dimension, String value) {
		Set<String> allowed = audience.allowed(dimension);
		return allowed == null || allowed.contains(value) || value.isBlank()
				|| value.chars().anyMatch(Character::isWhitespace);
	}

	private static Set<String> known(List<DeclaredAudience> audiences, Dimension dimension) {
		Set<String> known = new HashSet<>();
		for (DeclaredAudience audience : audiences) {
			Set<String> allowed = audience.allowed(dimension);
			known.addAll((allowed != null) ? allowed : Set.of());
		}
		return known;
	}

	private static String names(List<DeclaredAudience> audiences) {
		return "audience "
				+ String.join(" or ", audiences.stream().map((audience) -> "'" + audience.id() + "'").toList());
	}

	/** Returns the dimension that the author should correct. */
	private static Dimension stated(Selector selector, Dimension dimension) {
		return selector.states(dimension) ? dimension : Dimension.AUDIENCE;
	}

	private void issue(String code, Declaration declaration, Dimension dimension, String message,
			@Nullable String help) {
		this.issues.add(code, declaration.of(dimension), message, help);
	}

}
