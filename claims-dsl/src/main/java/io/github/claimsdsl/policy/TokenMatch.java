package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;

/**
 * Which tokens a rule is for: a checked selector with its defaults filled in. Immutable.
 */
final class TokenMatch {

	private final Map<Dimension, Set<String>> values = new EnumMap<>(Dimension.class);

	private final Limit[] limits;

	private final Limit[] limitsWithinType;

	/** A dimension and its values. A token must have one of the values. */
	private record Limit(Dimension dimension, Set<String> values) {
	}

	/**
	 * Creates a match.
	 * @param values the values of each dimension; a dimension that is left out matches
	 * any value
	 */
	TokenMatch(Map<Dimension, ? extends Set<String>> values) {
		values.forEach((dimension, stated) -> {
			if (!isAll(dimension, stated)) {
				this.values.put(dimension, Set.copyOf(stated));
			}
		});
		this.limits = this.values.entrySet()
			.stream()
			.map((limit) -> new Limit(limit.getKey(), limit.getValue()))
			.toArray(Limit[]::new);
		this.limitsWithinType = Arrays.stream(this.limits)
			.filter((limit) -> limit.dimension() != Dimension.TOKEN_TYPE)
			.toArray(Limit[]::new);
	}

	private static boolean isAll(Dimension dimension, Set<String> stated) {
		return dimension != Dimension.TOKEN_TYPE && !dimension.known().isEmpty()
				&& stated.containsAll(dimension.known());
	}

	/** Returns the values of a dimension, or {@code null} for any. */
	@Nullable Set<String> values(Dimension dimension) {
		return this.values.get(dimension);
	}

	/** Returns a copy of the values of each dimension that is limited. */
	Map<Dimension, Set<String>> limits() {
		return new EnumMap<>(this.values);
	}

	boolean isFor(TokenType type) {
		Set<String> types = values(Dimension.TOKEN_TYPE);
		return types == null || types.contains(type.value());
	}

	/**
	 * Returns the types of tokens and answers that this match includes and that satisfy a
	 * predicate.
	 */
	List<TokenType> types(Predicate<TokenType> kind) {
		return Arrays.stream(TokenType.values()).filter((type) -> isFor(type) && kind.test(type)).toList();
	}

	/**
	 * Returns the first dimension that does not match a token, or {@code null} if all
	 * match.
	 */
	@Nullable Dimension mismatch(TokenRequest request) {
		return mismatch(request, this.limits);
	}

	/** Tells whether a token matches, if its type is known to match already. */
	boolean matchesWithinType(TokenRequest request) {
		return mismatch(request, this.limitsWithinType) == null;
	}

	/** Tells whether a token matches if its type and its issuance are left aside. */
	boolean matchesAnyIssuance(TokenRequest request) {
		return Arrays.stream(this.limitsWithinType)
			.filter((limit) -> limit.dimension() != Dimension.ISSUANCE)
			.allMatch((limit) -> limit.dimension().matches(limit.values(), request));
	}

	private static @Nullable Dimension mismatch(TokenRequest request, Limit[] limits) {
		for (Limit limit : limits) {
			if (!limit.dimension().matches(limit.values(), request)) {
				return limit.dimension();
			}
		}
		return null;
	}

	/**
	 * Tells whether there can be a token that both match. Scopes are ignored, because a
	 * token can have several.
	 */
	boolean overlaps(TokenMatch other) {
		for (Dimension dimension : Dimension.values()) {
			boolean always = dimension == Dimension.SCOPE || dimension == Dimension.AUDIENCE;
			if (!always && !shareValue(other, dimension)) {
				return false;
			}
		}
		return commonType(other) != null;
	}

	/**
	 * Returns the first type of tokens or answers that both match, or {@code null} if
	 * there is none. A type that an API reads counts only if both match a common
	 * audience.
	 */
	@Nullable TokenType commonType(TokenMatch other) {
		boolean audience = shareValue(other, Dimension.AUDIENCE);
		return types((type) -> other.isFor(type) && (audience || !type.isForApi())).stream().findFirst().orElse(null);
	}

	private boolean shareValue(TokenMatch other, Dimension dimension) {
		Set<String> first = values(dimension);
		Set<String> second = other.values(dimension);
		return first == null || second == null || !Collections.disjoint(first, second);
	}

}
