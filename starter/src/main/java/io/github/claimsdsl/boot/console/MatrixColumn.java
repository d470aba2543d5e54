package io.github.claimsdsl.boot.console;

import java.util.Comparator;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A column of the matrix picture: an audience, or the tokens and answers that have none.
 *
 * @param place the place among the columns. Columns of one place are sorted by title
 * @param title the heading
 */
record MatrixColumn(Place place, String title) implements Comparable<MatrixColumn> {

	private static final Comparator<MatrixColumn> ORDER = Comparator.comparing(MatrixColumn::place)
		.thenComparing(MatrixColumn::title);

	/**
	 * The reader of a column's tokens, in the order of the columns.
	 */
	enum Place {

		/** The client, at the login. */
		ID_TOKEN,

		/** The client, when it asks. */
		USERINFO,

		/** Nobody in particular, because the token has no audience. */
		NONE,

		/** Any API, if audiences are not declared. */
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

	/** Returns the name of the token or answer for a sentence. */
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
