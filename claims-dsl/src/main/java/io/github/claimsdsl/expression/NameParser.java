package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses what begins with a name: an input, a call, a literal word, or a class of Java.
 */
final class NameParser {

	/** The literals that authors mean by those of other languages. */
	private static final Map<String, String> LITERALS = Map.of("nil", "null", "None", "null", "NULL", "null",
			"undefined", "null", "True", "true", "TRUE", "true", "False", "false", "FALSE", "false");

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	private final LambdaParser lambdas;

	private final ClassNameParser classes;

	NameParser(Parser parser, LexemeReader reader, OperatorReader operators, LambdaParser lambdas) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
		this.lambdas = lambdas;
		this.classes = new ClassNameParser(reader, operators);
	}

	/** Parses what begins with a name. */
	Node parse(Lexeme token) throws SyntaxException {
		String word = LITERALS.getOrDefault(token.text(), token.text());
		if (!word.equals(token.text())) {
			this.operators.misread(token, token + " is written " + word);
		}
		Node type = this.classes.parse(token);
		if (type != null) {
			return type;
		}
		switch (word) {
			case "true", "false" -> {
				return new Node.Literal(Boolean.valueOf(word), token.position());
			}
			case "null" -> {
				return new Node.Literal(null, token.position());
			}
			case "empty" -> {
				return empty(token);
			}
			default -> {
				return other(word, token);
			}
		}
	}

	private Node other(String word, Lexeme token) throws SyntaxException {
		if (word.equals(Node.ELEMENT) && this.reader.peek().is("{")) {
			return this.parser.template(token);
		}
		if (word.equals(Node.ELEMENT) && isAttached(this.reader.peek(), token)) {
			this.reader.count(token.position());
			this.operators.misread(token, "a name is written without '$'");
			return parse(this.reader.advance());
		}
		if (word.equals("this")) {
			this.operators.misread(token, "'this' is not part of the language: name the input");
			return new Node.Name("user", token.position());
		}
		boolean named = this.reader.peek().is("(") && (word.equals("contains") || word.equals("matches"));
		if (UnsupportedSyntax.isReserved(word) && !named) {
			throw this.reader.unexpected(token);
		}
		return this.reader.peek().is("(") ? new Node.Call(token.text(), this.parser.arguments(), token.position())
				: this.lambdas.name(new Node.Name(token.text(), token.position()));
	}

	/** Tells whether a name begins directly after a sign. */
	private static boolean isAttached(Lexeme name, Lexeme sign) {
		return name.kind() == Kind.NAME && name.position() == sign.end();
	}

	/** Parses the word {@code empty}, or {@code empty x} as other languages write it. */
	private Node empty(Lexeme token) throws SyntaxException {
		if (this.reader.peek().kind() != Kind.NAME || OperatorReader.isForeign(this.reader.peek())) {
			return new Node.Empty(token.position());
		}
		this.operators.misread(token, "'empty' is written x == empty, or isEmpty(x)");
		return new Node.Call("isEmpty", List.of(this.parser.value()), token.position());
	}

}
