package io.github.claimsdsl.expression;

/**
 * Parses the steps of a path: properties, methods, and what is in square brackets.
 */
final class PathParser {

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	private final LambdaParser lambdas;

	PathParser(Parser parser, LexemeReader reader, OperatorReader operators, LambdaParser lambdas) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
		this.lambdas = lambdas;
	}

	/** Parses the steps after a value. */
	Node steps(Node primary) throws SyntaxException {
		Node node = primary;
		int steps = 0;
		while (true) {
			Lexeme token = this.reader.peek();
			if (token.is("[")) {
				node = index(node, this.reader.advance());
			}
			else if (this.lambdas.isSelection()) {
				node = this.lambdas.selection(node);
			}
			else if (token.is(".") || token.is(".?") || token.is("?.")) {
				node = member(node, this.reader.advance());
			}
			else {
				return node;
			}
			this.reader.checkSteps(++steps, token.position());
		}
	}

	private Node member(Node target, Lexeme dot) throws SyntaxException {
		if (dot.is("?.")) {
			this.operators.misread(dot, "'?.' is not part of the language, because '.' already gives null for null");
		}
		Lexeme name = this.reader.property();
		Node closure = this.lambdas.closure(target, name);
		if (closure != null) {
			return closure;
		}
		if (!this.reader.peek().is("(")) {
			return new Node.Property(target, name.text(), name.position());
		}
		Node foreign = this.lambdas.method(target, name);
		if (foreign != null) {
			return foreign;
		}
		return this.reader.count(new Node.Method(target, name.text(), this.parser.arguments(), name.position()));
	}

	private Node index(Node target, Lexeme open) throws SyntaxException {
		this.reader.enter(open);
		Node index = this.parser.inside();
		this.reader.leave("]", open);
		return new Node.Index(target, index, index.position());
	}

}
