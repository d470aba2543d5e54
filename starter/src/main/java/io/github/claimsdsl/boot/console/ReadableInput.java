package io.github.claimsdsl.boot.console;

import java.util.List;

import io.github.claimsdsl.TokenType;

/**
 * Something that an expression can read.
 *
 * @param text how it is written
 * @param type what it is, in words
 * @param where the tokens and answers in whose rules it is a valid value; none if it is
 * an object or another value that cannot be a claim
 */
record ReadableInput(String text, String type, List<TokenType> where) {

	/** Where it cannot be read, in words, or an empty text. */
	String exceptions() {
		List<String> missing = List.of(TokenType.values())
			.stream()
			.filter((token) -> !this.where.contains(token))
			.map(TokenType::value)
			.toList();
		return (this.where.isEmpty() || missing.isEmpty()) ? "" : "not for " + String.join(" and ", missing);
	}

}
