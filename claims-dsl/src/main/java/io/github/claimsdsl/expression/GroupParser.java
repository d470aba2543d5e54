package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses what is in parentheses: an expression or a projection.
 */
final class GroupParser {

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	private final LambdaParser lambdas;

	private final ListParser lists;

	GroupParser(Parser parser, LexemeReader reader, OperatorReader operators, LambdaParser lambdas, ListParser lists) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
		this.lambdas = lambdas;
		this.lists = lists;
	}

	/** Parses "(" expr [ "in" expr [ "if" expr ] ] ")". */
	Node parse(Lexeme open) throws SyntaxException {
		this.reader.enter(open);
		int names = this.lambdas.names();
		Node inner = listed(this.parser.projected(), open);
		if (this.reader.peek().isWord("in")) {
			this.lambdas.checkNames(names, this.reader.peek());
			inner = projection(inner, this.reader.advance());
		}
		this.reader.leave(")", open);
		return inner;
	}

	/**
	 * Parses a list in round parentheses, or returns the first node if it is the only
	 * one.
	 */
	private Node listed(Node first, Lexeme open) throws SyntaxException {
		if (!this.reader.peek().is(",")) {
			return first;
		}
		this.operators.misread(open, "a list is written in square brackets");
		List<Node> elements = new ArrayList<>(List.of(first));
		while (this.reader.comma(")")) {
			elements.add(this.parser.inside());
		}
		return new Node.ListOf(List.copyOf(elements), open.position());
	}

	private Node projection(Node body, Lexeme in) throws SyntaxException {
		Lexeme open = this.reader.peek();
		Node collection = this.lists.container(this.parser.inside(), open);
		Node condition = null;
		if (this.reader.peek().isWord("if")) {
			this.reader.advance();
			int names = this.lambdas.names();
			condition = this.parser.inside();
			this.lambdas.checkNames(names, in);
		}
		return this.reader.count(new Node.Projection(body, collection, condition, in.position()));
	}

}
