package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses the name of a class as SpEL or Java writes it, which an expression cannot name.
 */
final class ClassNameParser {

	private final LexemeReader reader;

	private final OperatorReader operators;

	ClassNameParser(LexemeReader reader, OperatorReader operators) {
		this.reader = reader;
		this.operators = operators;
	}

	/**
	 * Parses {@code T(java.time.Instant)} or {@code java.time.Instant}. Returns
	 * {@code null} for any other name.
	 */
	@Nullable Node parse(Lexeme token) {
		boolean enclosed = token.is("T") && this.reader.peek().is("(");
		if (!enclosed && !(token.is("java") && this.reader.peek().is("."))) {
			return null;
		}
		int last = 1;
		while (this.reader.peek(last + 1).is(".") && !isType(last)) {
			last += 2;
		}
		if (!isType(last) || (enclosed && !this.reader.peek(last + 1).is(")"))) {
			return null;
		}
		for (int i = 0; i < last; i++) {
			this.reader.advance();
		}
		Lexeme name = this.reader.advance();
		if (enclosed) {
			this.reader.advance();
		}
		this.operators.misread(token, "an expression cannot name a class");
		return new Node.Name(name.text(), name.position());
	}

	private boolean isType(int ahead) {
		Lexeme lexeme = this.reader.peek(ahead);
		return lexeme.kind() == Kind.NAME && Character.isUpperCase(lexeme.text().charAt(0));
	}

}
