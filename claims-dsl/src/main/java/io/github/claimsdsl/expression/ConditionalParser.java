package io.github.claimsdsl.expression;

import java.util.List;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses {@code if} and {@code case} of other languages into a conditional expression.
 */
final class ConditionalParser {

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	ConditionalParser(Parser parser, LexemeReader reader, OperatorReader operators) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
	}

	/**
	 * Parses {@code if (a) b else c}, {@code if a then b else c} and {@code if(a, b, c)}.
	 */
	Node ifElse() throws SyntaxException {
		Lexeme word = this.reader.advance();
		this.reader.count(word.position());
		this.operators.misread(word, "'if' is written condition ? a : b");
		if (this.reader.peek().is("(")) {
			List<Node> parts = this.parser.arguments();
			if (parts.size() == 3) {
				return new Node.Conditional(parts.get(0), parts.get(1), parts.get(2), word.position());
			}
			if (parts.size() == 1) {
				return branches(parts.get(0), word);
			}
			throw this.reader.unexpected(word);
		}
		return branches(this.parser.inside(), word);
	}

	/** Parses {@code case when a then b when c then d else e end}. */
	Node caseWhen() throws SyntaxException {
		Lexeme word = this.reader.advance();
		this.operators.misread(word, word + " is written condition ? a : b");
		Node value = when();
		if (this.reader.isWord(0, "end")) {
			this.reader.advance();
		}
		return value;
	}

	private Node when() throws SyntaxException {
		Lexeme word = this.reader.advance();
		this.reader.count(word.position());
		Node condition = this.parser.inside();
		if (!this.reader.isWord(0, "then")) {
			throw this.reader.unexpected(this.reader.peek());
		}
		this.reader.advance();
		Node then = this.parser.inside();
		Node otherwise = new Node.Literal(null, word.position());
		if (this.reader.isWord(0, "when")) {
			otherwise = when();
		}
		else if (this.reader.isWord(0, "else")) {
			this.reader.advance();
			otherwise = this.parser.inside();
		}
		return new Node.Conditional(condition, then, otherwise, word.position());
	}

	private Node branches(Node condition, Lexeme word) throws SyntaxException {
		if (this.reader.isWord(0, "then")) {
			this.reader.advance();
		}
		Node then = branch();
		if (!this.reader.isWord(0, "else")) {
			return new Node.Conditional(condition, then, new Node.Literal(null, word.position()), word.position());
		}
		this.reader.advance();
		return new Node.Conditional(condition, then, branch(), word.position());
	}

	/** Parses the value of a branch, which may be in a block. */
	private Node branch() throws SyntaxException {
		Lexeme open = this.reader.peek();
		if (!open.is("{")) {
			return statement();
		}
		this.reader.advance();
		this.reader.enter(open);
		Node value = statement();
		this.reader.leave("}", open);
		return value;
	}

	private Node statement() throws SyntaxException {
		if (this.reader.peek().is("return")) {
			this.reader.advance();
		}
		Node value = this.parser.inside();
		if (this.reader.peek().is(";") && this.reader.peek(1).kind() != Kind.END) {
			this.reader.advance();
		}
		return value;
	}

}
