package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A word of an expression's source text.
 *
 * @param kind what it is
 * @param text its text; for {@link Kind#TEXT} the characters it stands for
 * @param position its offset in the source
 * @param end the offset behind it
 */
record Lexeme(Kind kind, String text, int position, int end) {

	static final List<String> ARITHMETIC = List.of("+", "-");

	enum Kind {

		NAME, TEXT, INTEGER, DECIMAL, SYMBOL, END

	}

	boolean isNumber() {
		return this.kind == Kind.INTEGER || this.kind == Kind.DECIMAL;
	}

	boolean is(String symbol) {
		return isSymbolOrWord() && this.text.equals(symbol);
	}

	boolean isOneOf(Iterable<String> symbols) {
		for (String symbol : symbols) {
			if (is(symbol)) {
				return true;
			}
		}
		return false;
	}

	private boolean isSymbolOrWord() {
		return this.kind == Kind.SYMBOL || this.kind == Kind.NAME;
	}

	@Nullable String refusal() {
		return isSymbolOrWord() ? UnsupportedSyntax.of(this.text) : null;
	}

	@Override
	public String toString() {
		return (this.kind == Kind.END) ? "the end" : "'" + this.text + "'";
	}

}
