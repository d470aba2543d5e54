package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses lists, maps, and the arguments of calls.
 */
final class ListParser {

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	ListParser(Parser parser, LexemeReader reader, OperatorReader operators) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
	}

	/** Parses a list or map, whose opening symbol was read. */
	Node parse(Lexeme open, String close) throws SyntaxException {
		this.reader.enter(open);
		if (this.reader.peek().is(":")) {
			this.reader.advance();
			this.reader.leave(close, open);
			return new Node.MapOf(List.of(), List.of(), open.position());
		}
		List<Node> elements = new ArrayList<>();
		while (!this.reader.peek().is(close)) {
			elements.add(this.parser.inside());
			if (this.reader.peek().is(":") && elements.size() == 1) {
				return map(elements.get(0), open, close);
			}
			if (!this.reader.comma(close)) {
				break;
			}
		}
		this.reader.leave(close, open);
		return new Node.ListOf(List.copyOf(elements), open.position());
	}

	private Node map(Node firstKey, Lexeme open, String close) throws SyntaxException {
		List<String> keys = new ArrayList<>();
		List<Node> values = new ArrayList<>();
		Node key = firstKey;
		do {
			String name = key(key);
			if (keys.contains(name)) {
				throw new SyntaxException("syntax", key.position(), "the map has this key twice",
						"Remove one of the two.");
			}
			this.reader.expect(":");
			keys.add(name);
			values.add(this.parser.inside());
			key = this.reader.comma(close) ? this.parser.inside() : null;
		}
		while (key != null);
		this.reader.leave(close, open);
		return new Node.MapOf(List.copyOf(keys), List.copyOf(values), open.position());
	}

	private String key(Node key) throws SyntaxException {
		if (key instanceof Node.Name name) {
			this.operators.problem("syntax", key.position(), "the key of a map must be a text");
			return name.name();
		}
		if (key instanceof Node.Literal literal && literal.value() instanceof String name) {
			return name;
		}
		throw new SyntaxException("syntax", key.position(), "the key of a map must be a text",
				"Write ['key' : value].");
	}

	List<Node> arguments() throws SyntaxException {
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		List<Node> arguments = new ArrayList<>();
		while (!this.reader.peek().is(")")) {
			arguments.add(this.parser.inside());
			if (!this.reader.comma(")")) {
				break;
			}
		}
		this.reader.leave(")", open);
		return List.copyOf(arguments);
	}

	/** Returns a list for the parentheses in {@code x in ('a')}, as SQL writes it. */
	Node container(Node node, Lexeme open) {
		if (!open.is("(") || !(node instanceof Node.Literal)) {
			return node;
		}
		this.operators.misread(open, "a list is written in square brackets");
		return new Node.ListOf(List.of(node), open.position());
	}

}
