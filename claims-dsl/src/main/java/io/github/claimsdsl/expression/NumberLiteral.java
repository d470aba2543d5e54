package io.github.claimsdsl.expression;

/**
 * Decides which number a literal stands for.
 */
final class NumberLiteral {

	/** The most digits of a decimal that a {@link Double} holds exactly. */
	private static final int DIGITS = 15;

	private NumberLiteral() {
	}

	static Node of(Lexeme token) throws SyntaxException {
		return literal(token, token.text(), token.position());
	}

	/** Returns the literal of a number with a minus sign before it. */
	static Node negative(Lexeme token, int position) throws SyntaxException {
		return literal(token, "-" + token.text(), position);
	}

	private static Node literal(Lexeme token, String text, int position) throws SyntaxException {
		Object value = (token.kind() == Lexeme.Kind.DECIMAL) ? decimal(token, text) : integer(token, text);
		return new Node.Literal(value, position);
	}

	private static Double decimal(Lexeme token, String text) throws SyntaxException {
		if (token.text().length() > DIGITS + 1) {
			throw new SyntaxException("number-too-large", token.position(),
					"the number has more than " + DIGITS + " digits", "Write fewer digits.");
		}
		return Double.valueOf(text);
	}

	/**
	 * Returns a whole number. As in MVEL, the largest and the smallest {@code int} become
	 * a {@link Long}.
	 */
	private static Number integer(Lexeme token, String text) throws SyntaxException {
		try {
			long value = Long.parseLong(text);
			boolean fits = value > Integer.MIN_VALUE && value < Integer.MAX_VALUE;
			return fits ? (Number) (int) value : (Number) value;
		}
		catch (NumberFormatException ex) {
			throw new SyntaxException("number-too-large", token.position(), "the number does not fit into 64 bits",
					"Write it as a text if it is an identifier.");
		}
	}

}
