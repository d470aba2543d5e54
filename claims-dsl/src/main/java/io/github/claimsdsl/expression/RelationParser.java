package io.github.claimsdsl.expression;

import java.util.List;

/**
 * Parses comparisons, and membership tests as other languages write them.
 */
final class RelationParser {

	private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "contains", "~=");

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	private final ListParser lists;

	private final ForeignRelations foreign;

	RelationParser(Parser parser, LexemeReader reader, OperatorReader operators, ListParser lists) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
		this.lists = lists;
		this.foreign = new ForeignRelations(parser, reader, operators);
	}

	Node relation() throws SyntaxException {
		int nodes = this.reader.nodes();
		Node left = this.parser.sum();
		Node foreign = this.foreign.relation(left, this.reader.nodes() - nodes);
		if (foreign != null) {
			return foreign;
		}
		if (isMembership()) {
			return membership(left);
		}
		if (this.reader.peek().isWord("is")) {
			return nothing(left);
		}
		String operator = this.operators.peek(RELATIONS);
		if (operator == null) {
			return left;
		}
		return compared(left, operator);
	}

	/** Parses a comparison, and reports further ones that are chained to it. */
	private Node compared(Node left, String operator) throws SyntaxException {
		Lexeme lexeme = this.operators.take(operator);
		int nodes = this.reader.nodes();
		Node right = this.parser.sum();
		Node relation = this.operators.binary(operator, left, right, lexeme);
		for (String next = this.operators.peek(RELATIONS); next != null; next = this.operators.peek(RELATIONS)) {
			Lexeme chained = this.operators.take(next);
			this.operators.problem("chained-comparison", chained.position(), "comparisons cannot be chained");
			this.reader.countAgain(this.reader.nodes() - nodes, chained.position());
			nodes = this.reader.nodes();
			Node last = this.parser.sum();
			relation = this.operators.binary("&&", relation, this.operators.binary(next, right, last, chained),
					chained);
			right = last;
		}
		return relation;
	}

	private boolean isMembership() {
		return (this.reader.peek().isWord("in") && !this.parser.isProjecting()) || this.reader.peek().isWord("IN")
				|| (this.reader.isWord(0, "not") && this.reader.isWord(1, "in"));
	}

	/** Parses {@code x in list}, which begins a projection in MVEL. */
	private Node membership(Node element) throws SyntaxException {
		Lexeme operator = this.reader.advance();
		boolean not = operator.is("not") || operator.is("NOT");
		if (not) {
			this.reader.advance();
		}
		this.operators.misread(operator, "'" + (not ? "not in" : "in") + "' is not an operator");
		Lexeme open = this.reader.peek();
		Node contains = this.operators.binary("contains", this.lists.container(this.parser.sum(), open), element,
				operator);
		return not ? new Node.Unary("!", contains, operator.position()) : contains;
	}

	/** Parses {@code x is not null} and {@code x is empty}. */
	private Node nothing(Node left) throws SyntaxException {
		Lexeme is = this.reader.advance();
		boolean not = this.reader.peek().isWord("not");
		if (not) {
			this.reader.advance();
		}
		this.operators.misread(is, "'is' is written ==, and 'is not' is written !=");
		return this.operators.binary(not ? "!=" : "==", left, this.parser.sum(), is);
	}

}
