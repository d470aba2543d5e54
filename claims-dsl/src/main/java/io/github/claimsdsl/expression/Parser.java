package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses a source text into a syntax tree: the grammar of docs/language.md, one method a
 * rule. Accepts nothing that MVEL reads differently.
 */
final class Parser {

	private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=", "contains");

	private final LexemeReader reader;

	private Parser(LexemeReader reader) {
		this.reader = reader;
	}

	static Node parse(String source, Limits limits) throws SyntaxException {
		if (source.length() > limits.length()) {
			throw new SyntaxException("too-long", 0, "the expression has " + source.length() + " characters",
					"The limit is " + limits.length() + ": split it into several claims.");
		}
		if (source.isBlank()) {
			throw new SyntaxException("syntax", 0, "the expression is empty",
					"Write a value such as user.email, or 'gold' in quotes.");
		}
		Parser parser = new Parser(new LexemeReader(Lexer.tokens(source), limits));
		Node expression = parser.expression();
		parser.reader.expectEnd();
		return expression;
	}

	/** expr = or | "(" or ")" "?" prim ":" prim. */
	private Node expression() throws SyntaxException {
		Node condition = or();
		if (!this.reader.peek().is("?")) {
			return condition;
		}
		Lexeme question = this.reader.advance();
		if (!(condition instanceof Node.Group)) {
			throw new SyntaxException("parentheses-needed", question.position(),
					"the condition before '?' must stand in parentheses", "Write (condition) ? a : b.");
		}
		Node then = branch();
		this.reader.expect(":");
		return this.reader.count(new Node.Conditional(condition, then, branch(), question.position()));
	}

	private Node branch() throws SyntaxException {
		Node branch = primary();
		if (!this.reader.peek().is(":") && (isOperator(this.reader.peek()) || this.reader.peek().is("?"))) {
			throw new SyntaxException("parentheses-needed", this.reader.peek().position(),
					"a branch with operators must stand in parentheses", "Write (condition) ? (a) : (b).");
		}
		return branch;
	}

	private static boolean isOperator(Lexeme token) {
		return token.isOneOf(COMPARISONS) || token.isOneOf(Lexeme.ARITHMETIC) || token.is("&&") || token.is("||");
	}

	private Node or() throws SyntaxException {
		Node first = and();
		return this.reader.peek().is("||") ? logical(first) : first;
	}

	private Node and() throws SyntaxException {
		Node first = not();
		return this.reader.peek().is("&&") ? logical(first) : first;
	}

	private Node logical(Node first) throws SyntaxException {
		Lexeme operator = this.reader.peek();
		List<Node> operands = new ArrayList<>(List.of(first));
		while (this.reader.peek().is(operator.text())) {
			this.reader.advance();
			operands.add(operator.is("||") ? and() : not());
		}
		return this.reader.count(new Node.Logical(operator.text(), List.copyOf(operands), operator.position()));
	}

	/** not = "!" "(" expr ")" | cmp. */
	private Node not() throws SyntaxException {
		Lexeme token = this.reader.peek();
		if (!token.is("!")) {
			return comparison();
		}
		this.reader.advance();
		if (!this.reader.peek().is("(")) {
			throw new SyntaxException("parentheses-needed", token.position(), "'!' needs parentheses",
					"MVEL binds '!' to the first word only: write !(...).");
		}
		Node negation = this.reader.count(new Node.Not(primary(), token.position()));
		if (this.reader.peek().isOneOf(COMPARISONS) || this.reader.peek().isOneOf(Lexeme.ARITHMETIC)) {
			throw new SyntaxException("parentheses-needed", this.reader.peek().position(),
					"it is unclear what '!' applies to before " + this.reader.peek(),
					"Write !(a " + this.reader.peek().text() + " b).");
		}
		return negation;
	}

	private Node comparison() throws SyntaxException {
		Node left = primary();
		Lexeme operator = this.reader.peek();
		if (!operator.isOneOf(COMPARISONS)) {
			return left;
		}
		this.reader.advance();
		Node right = primary();
		if (this.reader.peek().isOneOf(COMPARISONS)) {
			throw new SyntaxException("chained-comparison", this.reader.peek().position(),
					"comparisons cannot be chained", "Write a < b && b < c.");
		}
		return this.reader.count(new Node.Comparison(operator.text(), left, right, operator.position()));
	}

	Node primary() throws SyntaxException {
		Lexeme token = this.reader.advance();
		Node node = switch (token.kind()) {
			case TEXT -> new Node.Literal(token.text(), token.position());
			case INTEGER, DECIMAL -> Numbers.literal(token, false);
			case NAME -> name(token);
			default -> symbol(token);
		};
		return this.reader.count(node);
	}

	private Node symbol(Lexeme token) throws SyntaxException {
		if (token.is("(")) {
			return group(token);
		}
		if (token.is("[")) {
			return new CollectionParser(this, this.reader).list(token);
		}
		if (token.is("-") && this.reader.peek().isNumber() && this.reader.peek().position() == token.end()) {
			return Numbers.literal(this.reader.advance(), true);
		}
		throw this.reader.unexpected(token);
	}

	private Node group(Lexeme open) throws SyntaxException {
		this.reader.enter(open);
		Node inner = expression();
		if (this.reader.peek().isOneOf(Lexeme.ARITHMETIC) && inner.isPrimary()) {
			inner = arithmetic(inner);
		}
		this.reader.leave(")", open);
		return new Node.Group(inner, open.position());
	}

	/** "(" prim ("+" | "-") prim ")". */
	private Node arithmetic(Node left) throws SyntaxException {
		Lexeme operator = this.reader.advance();
		Node right = primary();
		if (this.reader.peek().isOneOf(Lexeme.ARITHMETIC)) {
			throw new SyntaxException("parentheses-needed", this.reader.peek().position(),
					"every " + this.reader.peek() + " needs its own parentheses", "Write ((a + b) + c).");
		}
		return this.reader.count(new Node.Arithmetic(operator.text(), left, right, operator.position()));
	}

	private Node name(Lexeme token) throws SyntaxException {
		switch (token.text()) {
			case "true", "false" -> {
				return new Node.Literal(Boolean.valueOf(token.text()), token.position());
			}
			case "null" -> {
				return new Node.Literal(null, token.position());
			}
			default -> {
				if (UnsupportedSyntax.isReserved(token.text())) {
					throw this.reader.unexpected(token);
				}
				return this.reader.peek().is("(") ? call(token) : new PathParser(this.reader).path(token);
			}
		}
	}

	private Node call(Lexeme name) throws SyntaxException {
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		List<Node> arguments = new ArrayList<>();
		while (!this.reader.peek().is(")")) {
			arguments.add(expression());
			if (!this.reader.comma(")")) {
				break;
			}
		}
		this.reader.leave(")", open);
		return new Node.Call(name.text(), List.copyOf(arguments), name.position());
	}

}
