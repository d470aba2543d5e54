package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses relations of other languages: {@code between} and {@code like} of SQL, and
 * methods that are written like operators.
 */
final class ForeignRelations {

	/** The methods that some authors write between two values, like an operator. */
	private static final Set<String> INFIX = Set.of("startsWith", "startswith", "endsWith", "endswith", "equals",
			"equalsIgnoreCase", "isBefore", "isAfter", "containsAll");

	private static final Set<String> INFIX_CALLS = Set.of("containsAny", "before", "after");

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	ForeignRelations(Parser parser, LexemeReader reader, OperatorReader operators) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
	}

	/**
	 * Parses relations such as {@code x between 1 and 5} and {@code x not like 'a%'}.
	 * Returns {@code null} if none follows.
	 */
	@Nullable Node relation(Node value, int nodes) throws SyntaxException {
		Lexeme infix = this.reader.peek();
		if (infix.kind() == Kind.NAME && (INFIX.contains(infix.text()) || INFIX_CALLS.contains(infix.text()))) {
			return infix(value);
		}
		boolean not = this.reader.isWord(0, "not");
		int word = not ? 1 : 0;
		boolean between = this.reader.isWord(word, "between");
		if (!between && !this.reader.isWord(word, "like")) {
			return null;
		}
		Lexeme operator = this.reader.advance();
		if (not) {
			this.reader.advance();
		}
		this.operators.misread(operator, "'" + (between ? "between" : "like") + "' is not an operator");
		this.reader.countAgain(between ? nodes : 0, operator.position());
		Node relation = between ? between(value, operator) : like(value, operator);
		return not ? new Node.Unary("!", relation, operator.position()) : relation;
	}

	/**
	 * Parses a method that is written like an operator, such as
	 * {@code user.email startsWith 'a'}.
	 */
	private Node infix(Node value) throws SyntaxException {
		Lexeme name = this.reader.advance();
		this.operators.misread(name, name + " is not an operator");
		Node argument = this.parser.sum();
		return this.reader
			.count(INFIX.contains(name.text()) ? new Node.Method(value, name.text(), List.of(argument), name.position())
					: new Node.Call(name.text(), List.of(value, argument), name.position()));
	}

	private Node between(Node value, Lexeme operator) throws SyntaxException {
		Node low = this.parser.sum();
		if (!this.reader.isWord(0, "and") && !this.reader.peek().is("&&")) {
			throw this.reader.unexpected(this.reader.peek());
		}
		this.reader.advance();
		Node high = this.parser.sum();
		return this.operators.binary("&&", this.operators.binary(">=", value, low, operator),
				this.operators.binary("<=", value, high, operator), operator);
	}

	private Node like(Node value, Lexeme operator) throws SyntaxException {
		Node pattern = this.parser.sum();
		if (pattern instanceof Node.Literal literal && literal.value() instanceof String text) {
			return this.reader.count(Like.of(value, text, operator.position()));
		}
		throw new SyntaxException("not-in-language", operator.position(), "'like' is not an operator",
				"Write contains, startsWith or endsWith.");
	}

}
