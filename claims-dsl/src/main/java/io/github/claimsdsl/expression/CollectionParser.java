package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the literals of lists and maps.
 */
final class CollectionParser {

	private final Parser parser;

	private final LexemeReader reader;

	CollectionParser(Parser parser, LexemeReader reader) {
		this.parser = parser;
		this.reader = reader;
	}

	Node list(Lexeme open) throws SyntaxException {
		this.reader.enter(open);
		if (this.reader.peek().is(":")) {
			this.reader.advance();
			this.reader.leave("]", open);
			return new Node.MapOf(List.of(), List.of(), open.position());
		}
		List<Node> elements = new ArrayList<>();
		while (!this.reader.peek().is("]")) {
			elements.add(this.parser.primary());
			if (this.reader.peek().is(":") && elements.size() == 1) {
				return map(open, elements.get(0));
			}
			if (!this.reader.comma("]")) {
				break;
			}
		}
		this.reader.leave("]", open);
		return new Node.ListOf(List.copyOf(elements), open.position());
	}

	private Node map(Lexeme open, Node firstKey) throws SyntaxException {
		Map<String, Node> entries = new LinkedHashMap<>();
		entry(firstKey, entries);
		while (this.reader.comma("]")) {
			entry(this.parser.primary(), entries);
		}
		this.reader.leave("]", open);
		return new Node.MapOf(List.copyOf(entries.keySet()), List.copyOf(entries.values()), open.position());
	}

	private void entry(Node key, Map<String, Node> entries) throws SyntaxException {
		if (!(key instanceof Node.Literal literal) || !(literal.value() instanceof String name)) {
			throw new SyntaxException("syntax", key.position(), "the key of a map must be a text",
					"Write ['key' : value].");
		}
		if (entries.containsKey(name)) {
			throw new SyntaxException("syntax", key.position(), "the key stands twice in the map", "Remove one.");
		}
		this.reader.expect(":");
		entries.put(name, this.parser.primary());
	}

}
