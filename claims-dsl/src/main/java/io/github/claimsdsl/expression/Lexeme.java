package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

/**
 * A token of an expression's source text.
 *
 * @param kind the kind of token
 * @param text the text of the token; for {@link Kind#TEXT} the characters that the
 * literal stands for
 * @param position the offset of the token in the source
 * @param end the offset after the token
 */
record Lexeme(Kind kind, String text, int position, int end) {

	enum Kind {

		NAME, TEXT, INTEGER, DECIMAL, SYMBOL, END

	}

	boolean isNumber() {
		return this.kind == Kind.INTEGER || this.kind == Kind.DECIMAL;
	}

	boolean is(String symbol) {
		return isSymbolOrWord() && this.text.equals(symbol);
	}

	boolean isWord(String word) {
		return this.kind == Kind.NAME && this.text.equals(word);
	}

	boolean isSymbolOrWord() {
		return this.kind == Kind.SYMBOL || this.kind == Kind.NAME;
	}

	@Nullable String refusal() {
		return isSymbolOrWord() ? UnsupportedSyntax.of(this.text) : null;
	}

	@Override
	public String toString() {
		return "'" + this.text + "'";
	}

}
