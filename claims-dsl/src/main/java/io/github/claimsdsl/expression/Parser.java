package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Token.Kind;

/**
 * Parses a source text into a syntax tree: the grammar of docs/language.md, one method a
 * rule. Accepts nothing that MVEL reads differently.
 */
final class Parser {

	private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=", "contains");

	private static final List<String> ARITHMETIC = List.of("+", "-");

	private final List<Token> tokens;

	private final Limits limits;

	private int next;

	private int depth;

	private int nodes;

	private Parser(List<Token> tokens, Limits limits) {
		this.tokens = tokens;
		this.limits = limits;
	}

	static Node parse(String source, Limits limits) throws SyntaxException {
		if (source.length() > limits.length()) {
			throw new SyntaxException("too-long", 0, "the expression has " + source.length() + " characters",
					"The limit is " + limits.length() + ": split it into several claims, or write a @ClaimRule bean.");
		}
		if (source.isBlank()) {
			throw new SyntaxException("syntax", 0, "the expression is empty",
					"Write a value such as user.email, or 'gold' in quotes.");
		}
		Parser parser = new Parser(Lexer.tokens(source), limits);
		Node expression = parser.expression();
		parser.expectEnd();
		return expression;
	}

	/** expr = or | "(" or ")" "?" prim ":" prim. */
	private Node expression() throws SyntaxException {
		Node condition = or();
		if (!peek().is("?")) {
			return condition;
		}
		Token question = advance();
		if (!(condition instanceof Node.Group)) {
			throw new SyntaxException("parentheses-needed", question.position(),
					"the condition before '?' must stand in parentheses", "Write (condition) ? a : b.");
		}
		Node then = branch();
		expect(":");
		return count(new Node.Conditional(condition, then, branch(), question.position()));
	}

	private Node branch() throws SyntaxException {
		Node branch = primary();
		if (!peek().is(":") && (isOperator(peek()) || peek().is("?"))) {
			throw new SyntaxException("parentheses-needed", peek().position(),
					"a branch with operators must stand in parentheses", "Write (condition) ? (a) : (b).");
		}
		return branch;
	}

	private static boolean isOperator(Token token) {
		return token.isOneOf(COMPARISONS) || token.isOneOf(ARITHMETIC) || token.is("&&") || token.is("||");
	}

	private Node or() throws SyntaxException {
		Node first = and();
		return peek().is("||") ? logical(first) : first;
	}

	private Node and() throws SyntaxException {
		Node first = not();
		return peek().is("&&") ? logical(first) : first;
	}

	private Node logical(Node first) throws SyntaxException {
		Token operator = peek();
		List<Node> operands = new ArrayList<>(List.of(first));
		while (peek().is(operator.text())) {
			advance();
			operands.add(operator.is("||") ? and() : not());
		}
		return count(new Node.Logical(operator.text(), List.copyOf(operands), operator.position()));
	}

	/** not = "!" "(" expr ")" | cmp. */
	private Node not() throws SyntaxException {
		Token token = peek();
		if (!token.is("!")) {
			return comparison();
		}
		advance();
		if (!peek().is("(")) {
			throw new SyntaxException("parentheses-needed", token.position(), "'!' needs parentheses",
					"MVEL binds '!' to the first word only: write !(...).");
		}
		Node negation = count(new Node.Not(primary(), token.position()));
		if (peek().isOneOf(COMPARISONS) || peek().isOneOf(ARITHMETIC)) {
			throw new SyntaxException("parentheses-needed", peek().position(),
					"it is unclear what '!' applies to before " + peek(), "Write !(a " + peek().text() + " b).");
		}
		return negation;
	}

	private Node comparison() throws SyntaxException {
		Node left = primary();
		Token operator = peek();
		if (!operator.isOneOf(COMPARISONS)) {
			return left;
		}
		advance();
		Node right = primary();
		if (peek().isOneOf(COMPARISONS)) {
			throw new SyntaxException("chained-comparison", peek().position(), "comparisons cannot be chained",
					"Write a < b && b < c.");
		}
		return count(new Node.Comparison(operator.text(), left, right, operator.position()));
	}

	private Node primary() throws SyntaxException {
		Token token = advance();
		Node node = switch (token.kind()) {
			case TEXT -> new Node.Literal(token.text(), token.position());
			case INTEGER, DECIMAL -> number(token, "");
			case NAME -> name(token);
			default -> symbol(token);
		};
		return count(node);
	}

	private Node symbol(Token token) throws SyntaxException {
		if (token.is("(")) {
			return group(token);
		}
		if (token.is("[")) {
			return list(token);
		}
		if (token.is("-") && isNumber(peek()) && peek().position() == token.end()) {
			return number(advance(), "-");
		}
		throw unexpected(token);
	}

	private static boolean isNumber(Token token) {
		return token.kind() == Kind.INTEGER || token.kind() == Kind.DECIMAL;
	}

	private Node number(Token token, String sign) throws SyntaxException {
		String text = sign + token.text();
		try {
			if (token.kind() == Kind.DECIMAL) {
				return new Node.Literal(Double.valueOf(text), token.position());
			}
			long value = Long.parseLong(text);
			Object number = (value == (int) value) ? (Object) (int) value : (Object) value;
			return new Node.Literal(number, token.position());
		}
		catch (NumberFormatException ex) {
			throw new SyntaxException("number-too-large", token.position(), "the number does not fit 64 bits", null);
		}
	}

	private Node group(Token open) throws SyntaxException {
		enter(open);
		Node inner = expression();
		if (peek().isOneOf(ARITHMETIC) && inner.isPrimary()) {
			inner = arithmetic(inner);
		}
		close(")", open);
		return new Node.Group(inner, open.position());
	}

	/** "(" prim ("+" | "-") prim ")". */
	private Node arithmetic(Node left) throws SyntaxException {
		Token operator = advance();
		Node right = primary();
		if (peek().isOneOf(ARITHMETIC)) {
			throw new SyntaxException("parentheses-needed", peek().position(),
					"every " + peek() + " needs its own parentheses", "Write ((a + b) + c).");
		}
		return count(new Node.Arithmetic(operator.text(), left, right, operator.position()));
	}

	private Node list(Token open) throws SyntaxException {
		enter(open);
		if (peek().is(":")) {
			advance();
			close("]", open);
			return new Node.MapOf(List.of(), List.of(), open.position());
		}
		List<Node> elements = new ArrayList<>();
		while (!peek().is("]")) {
			elements.add(primary());
			if (peek().is(":") && elements.size() == 1) {
				return map(open, elements.get(0));
			}
			if (!comma("]")) {
				break;
			}
		}
		close("]", open);
		return new Node.ListOf(List.copyOf(elements), open.position());
	}

	private Node map(Token open, Node firstKey) throws SyntaxException {
		List<String> keys = new ArrayList<>();
		List<Node> values = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		Node key = firstKey;
		while (true) {
			if (!(key instanceof Node.Literal literal) || !(literal.value() instanceof String name)) {
				throw new SyntaxException("syntax", key.position(), "the key of a map must be a text",
						"Write ['key' : value].");
			}
			if (!seen.add(name)) {
				throw new SyntaxException("syntax", key.position(), "the key stands twice in the map", null);
			}
			keys.add(name);
			expect(":");
			values.add(primary());
			if (!comma("]")) {
				break;
			}
			key = primary();
		}
		close("]", open);
		return new Node.MapOf(List.copyOf(keys), List.copyOf(values), open.position());
	}

	private Node name(Token token) throws SyntaxException {
		switch (token.text()) {
			case "true", "false" -> {
				return new Node.Literal(Boolean.valueOf(token.text()), token.position());
			}
			case "null" -> {
				return new Node.Literal(null, token.position());
			}
			default -> {
				if (Refusals.isReserved(token.text())) {
					throw unexpected(token);
				}
				return peek().is("(") ? call(token) : path(token);
			}
		}
	}

	private Node call(Token name) throws SyntaxException {
		Token open = advance();
		enter(open);
		List<Node> arguments = new ArrayList<>();
		while (!peek().is(")")) {
			arguments.add(expression());
			if (!comma(")")) {
				break;
			}
		}
		close(")", open);
		return new Node.Call(name.text(), List.copyOf(arguments), name.position());
	}

	private Node path(Token root) throws SyntaxException {
		List<Node.Step> steps = new ArrayList<>();
		Node.Step step = step();
		while (step != null) {
			steps.add(step);
			if (steps.size() > this.limits.depth()) {
				throw tooDeep(step.position());
			}
			step = step();
		}
		return new Node.Path(root.text(), List.copyOf(steps), root.position());
	}

	private Node.@Nullable Step step() throws SyntaxException {
		if (peek().is("[")) {
			return subscript(advance());
		}
		if (!peek().is(".") && !peek().is(".?")) {
			return null;
		}
		boolean nullSafe = advance().is(".?");
		Token name = advance();
		if (name.kind() != Kind.NAME) {
			throw new SyntaxException("syntax", name.position(), "expected the name of a property but found " + name,
					name.refusal());
		}
		if (peek().is("(")) {
			throw new SyntaxException("method-call", name.position(), "methods cannot be called",
					"Use a function, such as lower(user.email) or size(user.roles).");
		}
		return new Node.Property(name.text(), nullSafe, name.position());
	}

	private Node.Step subscript(Token open) throws SyntaxException {
		Token token = advance();
		if (token.kind() == Kind.TEXT) {
			close("]", open);
			return new Node.Key(token.text(), token.position());
		}
		if (token.kind() == Kind.INTEGER && token.text().length() < 6) {
			close("]", open);
			return new Node.Index(Integer.parseInt(token.text()), token.position());
		}
		throw new SyntaxException("syntax", token.position(), "expected a text or a small number in brackets",
				"Write ['key'] or [0].");
	}

	private boolean comma(String end) throws SyntaxException {
		if (!peek().is(",")) {
			return false;
		}
		Token comma = advance();
		if (peek().is(end)) {
			throw new SyntaxException("syntax", comma.position(), "there is nothing after this ','", "Remove it.");
		}
		return true;
	}

	private void enter(Token open) throws SyntaxException {
		if (++this.depth > this.limits.depth()) {
			throw tooDeep(open.position());
		}
	}

	private SyntaxException tooDeep(int position) {
		return new SyntaxException("too-deep", position, "the expression is nested too deeply",
				"The limit is " + this.limits.depth() + " levels.");
	}

	private void close(String symbol, Token open) throws SyntaxException {
		if (!peek().is(symbol)) {
			if (peek().kind() == Kind.END) {
				throw new SyntaxException("syntax", open.position(), open + " is never closed",
						"Add '" + symbol + "'.");
			}
			throw unexpected(peek());
		}
		advance();
		this.depth--;
	}

	private void expect(String symbol) throws SyntaxException {
		if (!peek().is(symbol)) {
			throw new SyntaxException("syntax", peek().position(), "expected '" + symbol + "' but found " + peek(),
					peek().refusal());
		}
		advance();
	}

	private void expectEnd() throws SyntaxException {
		if (peek().kind() != Kind.END) {
			throw unexpected(peek());
		}
	}

	private SyntaxException unexpected(Token token) {
		String advice = token.refusal();
		if (advice != null) {
			return new SyntaxException("not-in-language", token.position(), token + " is not part of the language",
					advice + ".");
		}
		if (token.isOneOf(ARITHMETIC)) {
			return new SyntaxException("parentheses-needed", token.position(), token + " needs parentheses",
					"Write (a " + token.text() + " b): MVEL's own precedence is unreliable.");
		}
		return new SyntaxException("syntax", token.position(), "unexpected " + token,
				(token.kind() == Kind.NAME) ? "Two values need an operator between them." : null);
	}

	private <N extends Node> N count(N node) throws SyntaxException {
		if (++this.nodes > this.limits.nodes()) {
			throw new SyntaxException("too-many-nodes", node.position(),
					"the expression has more than " + this.limits.nodes() + " parts",
					"Split it into several claims, or write a @ClaimRule bean.");
		}
		return node;
	}

	private Token peek() {
		return this.tokens.get(this.next);
	}

	private Token advance() {
		Token token = this.tokens.get(this.next);
		if (token.kind() != Kind.END) {
			this.next++;
		}
		return token;
	}

}
