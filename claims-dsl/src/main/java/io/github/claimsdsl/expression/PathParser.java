package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses a path: {@code root ("." | ".?") name ...}, with {@code ['key']} and
 * {@code [0]}.
 */
final class PathParser {

	private final LexemeReader reader;

	PathParser(LexemeReader reader) {
		this.reader = reader;
	}

	Node path(Lexeme root) throws SyntaxException {
		List<Node.Step> steps = new ArrayList<>();
		Node.Step step = step();
		while (step != null) {
			steps.add(step);
			this.reader.checkSteps(steps.size(), step.position());
			step = step();
		}
		return new Node.Path(root.text(), List.copyOf(steps), root.position());
	}

	private Node.@Nullable Step step() throws SyntaxException {
		if (this.reader.peek().is("[")) {
			return subscript(this.reader.advance());
		}
		if (!this.reader.peek().is(".") && !this.reader.peek().is(".?")) {
			return null;
		}
		boolean nullSafe = this.reader.advance().is(".?");
		Lexeme name = this.reader.advance();
		if (name.kind() != Kind.NAME) {
			throw new SyntaxException("syntax", name.position(), "expected the name of a property but found " + name,
					name.refusal());
		}
		if (this.reader.peek().is("(")) {
			throw new SyntaxException("method-call", name.position(), "methods cannot be called",
					"Use a function, such as lower(user.email) or size(user.roles).");
		}
		return new Node.Property(name.text(), nullSafe, name.position());
	}

	private Node.Step subscript(Lexeme open) throws SyntaxException {
		Lexeme token = this.reader.advance();
		if (token.kind() == Kind.TEXT) {
			this.reader.close("]", open);
			return new Node.Key(token.text(), token.position());
		}
		if (token.kind() == Kind.INTEGER && token.text().length() < 6) {
			this.reader.close("]", open);
			return new Node.Index(Integer.parseInt(token.text()), token.position());
		}
		throw new SyntaxException("syntax", token.position(), "expected a text or a small number in brackets",
				"Write ['key'] or [0].");
	}

}
