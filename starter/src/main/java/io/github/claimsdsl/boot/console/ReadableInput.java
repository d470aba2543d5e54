package io.github.claimsdsl.boot.console;

import java.util.List;

import io.github.claimsdsl.TokenType;

/**
 * An input or property that an expression can read.
 *
 * @param text how an expression names it
 * @param type the type, in words
 * @param where the tokens and answers in whose rules it is a valid value. Empty for an
 * object or another value that cannot be a claim
 */
record ReadableInput(String text, String type, List<TokenType> where) {

	/**
	 * Returns the tokens and answers where it cannot be read, in words, or an empty text.
	 */
	String exceptions() {
		List<String> missing = List.of(TokenType.values())
			.stream()
			.filter((token) -> !this.where.contains(token))
			.map(TokenType::value)
			.toList();
		return (this.where.isEmpty() || missing.isEmpty()) ? "" : "not for " + String.join(" and ", missing);
	}

}
