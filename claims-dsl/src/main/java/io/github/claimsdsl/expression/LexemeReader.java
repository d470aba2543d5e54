package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Locale;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Reads tokens one after the other and checks the expression against the limits.
 */
final class LexemeReader {

	private final List<Lexeme> tokens;

	private final Limits limits;

	private int next;

	private int depth;

	private int nodes;

	LexemeReader(List<Lexeme> tokens, Limits limits) {
		this.tokens = tokens;
		this.limits = limits;
	}

	boolean comma(String end) throws SyntaxException {
		if (!peek().is(",")) {
			return false;
		}
		Lexeme comma = advance();
		if (peek().is(end)) {
			throw new SyntaxException("syntax", comma.position(), "there is nothing after this ','",
					"Remove the comma.");
		}
		return true;
	}

	void enter(Lexeme open) throws SyntaxException {
		if (++this.depth > this.limits.depth()) {
			throw tooDeep(open.position());
		}
	}

	/** Checks that a path has no more steps than the depth of nesting allows. */
	void checkSteps(int steps, int position) throws SyntaxException {
		if (steps > this.limits.depth()) {
			throw tooDeep(position);
		}
	}

	private SyntaxException tooDeep(int position) {
		return new SyntaxException("too-deep", position, "the expression is nested too deeply",
				"The limit is " + this.limits.depth() + " levels.");
	}

	private void close(String symbol, Lexeme open) throws SyntaxException {
		if (!peek().is(symbol)) {
			if (peek().kind() == Kind.END) {
				throw new SyntaxException("syntax", open.position(), open + " is never closed",
						"Add '" + symbol + "'.");
			}
			throw unexpected(peek());
		}
		advance();
	}

	/** Reads the closing symbol of what {@link #enter} began. */
	void leave(String symbol, Lexeme open) throws SyntaxException {
		close(symbol, open);
		this.depth--;
	}

	void expect(String symbol) throws SyntaxException {
		if (!peek().is(symbol)) {
			throw (peek().kind() == Kind.END) ? ended("'" + symbol + "' must follow.") : new SyntaxException("syntax",
					peek().position(), "expected '" + symbol + "' but found " + peek(), peek().refusal());
		}
		advance();
	}

	void expectEnd() throws SyntaxException {
		if (peek().kind() != Kind.END) {
			throw unexpected(peek());
		}
	}

	/** Returns the next token, which must be the name of a property. */
	Lexeme property() throws SyntaxException {
		Lexeme name = peek();
		if (name.kind() == Kind.END) {
			throw ended("The name of a property must follow.");
		}
		if (name.kind() != Kind.NAME) {
			throw new SyntaxException("syntax", name.position(), "expected the name of a property but found " + name,
					name.refusal());
		}
		return advance();
	}

	/** Tells that the text ends too early. */
	SyntaxException ended(String help) {
		return new SyntaxException("syntax", peek().position(),
				"the expression ends after " + this.tokens.get(this.next - 1), help);
	}

	SyntaxException unexpected(Lexeme token) {
		if (token.kind() == Kind.END) {
			return ended("Something must follow.");
		}
		String advice = token.refusal();
		if (advice != null) {
			return new SyntaxException("not-in-language", token.position(), token + " is not part of the language",
					advice + ".");
		}
		return new SyntaxException("syntax", token.position(), "unexpected " + token,
				(token.kind() == Kind.NAME) ? "Two values need an operator between them." : null);
	}

	<N extends Node> N count(N node) throws SyntaxException {
		count(node.position());
		return node;
	}

	/** Returns how many nodes were read. */
	int nodes() {
		return this.nodes;
	}

	/**
	 * Counts nodes again that occur twice in the tree. Such nodes can be nested, and
	 * their number would double at each level.
	 */
	void countAgain(int nodes, int position) throws SyntaxException {
		for (int i = 0; i < nodes; i++) {
			count(position);
		}
	}

	/**
	 * Counts a node before its parts are read, because parts may be nested without
	 * parentheses.
	 */
	void count(int position) throws SyntaxException {
		if (++this.nodes > this.limits.nodes()) {
			throw new SyntaxException("too-many-nodes", position,
					"the expression has more than " + this.limits.nodes() + " parts", "Split it into several claims.");
		}
	}

	Lexeme peek() {
		return this.tokens.get(this.next);
	}

	Lexeme peek(int ahead) {
		return this.tokens.get(Math.min(this.next + ahead, this.tokens.size() - 1));
	}

	/** Tells whether a word follows, in lower case or, as in SQL, in upper case. */
	boolean isWord(int ahead, String word) {
		Lexeme lexeme = peek(ahead);
		return lexeme.isWord(word) || lexeme.isWord(word.toUpperCase(Locale.ROOT));
	}

	Lexeme advance() {
		Lexeme token = this.tokens.get(this.next);
		if (token.kind() != Kind.END) {
			this.next++;
		}
		return token;
	}

}
