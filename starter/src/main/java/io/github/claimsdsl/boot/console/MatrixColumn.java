package io.github.claimsdsl.boot.console;

import java.util.Comparator;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A column of the picture of the matrix: an audience, or what has none.
 *
 * @param place its place among the columns: those of one place are sorted by title
 * @param title what it is called
 */
record MatrixColumn(Place place, String title) implements Comparable<MatrixColumn> {

	private static final Comparator<MatrixColumn> ORDER = Comparator.comparing(MatrixColumn::place)
		.thenComparing(MatrixColumn::title);

	/**
	 * Who reads the tokens of a column.
	 */
	enum Place {

		/** The client, at the login. */
		ID_TOKEN,

		/** The client, when it asks. */
		USERINFO,

		/** Nobody in particular. */
		NONE,

		/** Any API, where audiences are not declared. */
		ANY,

		/** An API. */
		AUDIENCE

	}

	static MatrixColumn of(ClaimReach reach) {
		TokenType type = type(reach);
		if (!type.isForApi()) {
			return new MatrixColumn(Place.valueOf(type.name()), Sign.of(type).title());
		}
		String audience = reach.value(Dimension.AUDIENCE);
		return switch (audience) {
			case ClaimReach.NO_AUDIENCE -> new MatrixColumn(Place.NONE, "No audience");
			case ClaimReach.ANY -> new MatrixColumn(Place.ANY, "Any audience");
			default -> new MatrixColumn(Place.AUDIENCE, audience);
		};
	}

	static TokenType type(ClaimReach reach) {
		return TokenType.of(reach.value(Dimension.TOKEN_TYPE)).orElseThrow();
	}

	/** The token or answer, as a sentence names it. */
	String inWords(TokenType type) {
		return switch (type) {
			case ID_TOKEN -> "the ID token";
			case USERINFO -> "userinfo";
			case ACCESS_TOKEN -> "the access token " + audience();
			case INTROSPECTION -> "introspection " + audience();
		};
	}

	private String audience() {
		return switch (this.place) {
			case NONE -> "without an audience";
			case ANY -> "for any audience";
			default -> "for " + this.title;
		};
	}

	@Override
	public int compareTo(MatrixColumn other) {
		return ORDER.compare(this, other);
	}

}
