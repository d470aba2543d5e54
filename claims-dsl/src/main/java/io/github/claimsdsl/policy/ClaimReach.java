package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;

/**
 * A claim and a kind of tokens that it can reach according to selectors. Immutable.
 *
 * @param claim the final name of the claim
 * @param tokens the value that the tokens have in each dimension; a dimension that is
 * left out can have any value
 * @since 0.1.0
 */
public record ClaimReach(String claim, Map<Dimension, String> tokens) implements Comparable<ClaimReach> {

	/** Stands for any value of a dimension. */
	public static final String ANY = "*";

	/** Stands for the audience of tokens that are not for an API, such as ID tokens. */
	public static final String NO_AUDIENCE = "(none)";

	private static final Comparator<ClaimReach> ORDER = Comparator.comparing(ClaimReach::claim)
		.thenComparing((reach) -> String.join("\0", reach.values()));

	/**
	 * Copies the values.
	 */
	public ClaimReach {
		Map<Dimension, String> copy = new EnumMap<>(Dimension.class);
		tokens.forEach((dimension, value) -> {
			if (!value.equals(ANY)) {
				copy.put(dimension, value);
			}
		});
		tokens = copy;
	}

	/**
	 * Returns the value that the tokens have in each dimension.
	 * @return a copy of the values; a dimension that is left out can have any value
	 */
	@Override
	public Map<Dimension, String> tokens() {
		return new EnumMap<>(this.tokens);
	}

	/**
	 * Returns the value that the tokens have in a dimension.
	 * @param dimension the dimension
	 * @return the value, {@link #ANY} or {@link #NO_AUDIENCE}
	 */
	public String value(Dimension dimension) {
		return this.tokens.getOrDefault(dimension, ANY);
	}

	/** Returns the values of all dimensions, in the order of the dimensions. */
	List<String> values() {
		List<String> values = new ArrayList<>();
		for (Dimension dimension : Dimension.values()) {
			values.add(value(dimension));
		}
		return values;
	}

	ClaimReach with(Dimension dimension, String value) {
		Map<Dimension, String> copy = tokens();
		copy.put(dimension, value);
		return new ClaimReach(this.claim, copy);
	}

	/**
	 * Returns this reach and every wider one, which has {@link #ANY} in place of some
	 * values.
	 */
	List<ClaimReach> generalisations() {
		List<ClaimReach> generalisations = new ArrayList<>(List.of(this));
		for (Dimension dimension : this.tokens.keySet()) {
			if (dimension != Dimension.TOKEN_TYPE) {
				List.copyOf(generalisations).forEach((reach) -> generalisations.add(reach.with(dimension, ANY)));
			}
		}
		return generalisations;
	}

	@Override
	public int compareTo(ClaimReach other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns the tokens in words, such as
	 * {@code audience https://api.example.com for client_credentials}.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(target()).append(" for ")
			.append(value(Dimension.GRANT_TYPE).equals(ANY) ? "any grant type" : value(Dimension.GRANT_TYPE));
		this.tokens.forEach((dimension, value) -> text.append(switch (dimension) {
			case TOKEN_TYPE, AUDIENCE, GRANT_TYPE -> "";
			case CLIENT -> " by client " + value;
			case SCOPE -> " with scope " + value;
			case ISSUANCE -> ", " + value + " tokens only";
			default -> ", " + dimension.property() + " " + value + " only";
		}));
		return text.toString();
	}

	private String target() {
		return switch (TokenType.of(value(Dimension.TOKEN_TYPE)).orElse(TokenType.ACCESS_TOKEN)) {
			case ID_TOKEN -> "ID tokens";
			case USERINFO -> "userinfo";
			case INTROSPECTION -> "introspection, " + audience();
			case ACCESS_TOKEN -> audience();
		};
	}

	private String audience() {
		return switch (value(Dimension.AUDIENCE)) {
			case ANY -> "any audience";
			case NO_AUDIENCE -> "access tokens without an audience";
			default -> "audience " + value(Dimension.AUDIENCE);
		};
	}

}
