package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses a source text into a syntax tree. There is one method for each rule of the
 * grammar in docs/language.md. Syntax of other languages is understood too: it is
 * reported, and the tree holds it in the syntax of this language.
 */
final class Parser {

	private static final List<String> EQUALITY = List.of("==", "!=");

	private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "contains", "~=");

	private static final List<String> SUMS = List.of("+", "-");

	private static final List<String> PRODUCTS = List.of("*", "/", "%");

	/** The operators that authors mean by those of other languages. */
	private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("and", "&&"), Map.entry("AND", "&&"),
			Map.entry("&", "&&"), Map.entry("or", "||"), Map.entry("OR", "||"), Map.entry("|", "||"),
			Map.entry("=", "=="), Map.entry("===", "=="), Map.entry("eq", "=="), Map.entry("!==", "!="),
			Map.entry("<>", "!="), Map.entry("ne", "!="), Map.entry("lt", "<"), Map.entry("le", "<="),
			Map.entry("gt", ">"), Map.entry("ge", ">="), Map.entry("mod", "%"), Map.entry("?.", "."),
			Map.entry("matches", "~="), Map.entry("=~", "~="));

	/** The literals that authors mean by those of other languages. */
	private static final Map<String, String> LITERALS = Map.of("nil", "null", "None", "null", "NULL", "null",
			"undefined", "null", "True", "true", "TRUE", "true", "False", "false", "FALSE", "false");

	private static final Set<String> DEFAULTS = Set.of("?:", "??");

	private final LexemeReader reader;

	private final ForeignParser foreign;

	private final List<Problem> problems = new ArrayList<>();

	/** Whether {@code in} belongs to a projection, whose parenthesis is still open. */
	private boolean projecting;

	private Parser(LexemeReader reader) {
		this.reader = reader;
		this.foreign = new ForeignParser(this, reader);
	}

	/**
	 * The result of parsing.
	 *
	 * @param tree the tree, in the syntax of this language
	 * @param problems the places where the author used other syntax
	 */
	record Parsed(Node tree, List<Problem> problems) {
	}

	static Parsed parse(String source, Limits limits) throws SyntaxException {
		if (source.length() > limits.length()) {
			throw new SyntaxException("too-long", 0, "the expression has " + source.length() + " characters",
					"The limit is " + limits.length() + ": split it into several claims.");
		}
		if (source.isBlank()) {
			throw new SyntaxException("syntax", 0, "the expression is empty",
					"Write a value such as user.email, or 'gold' in quotes.");
		}
		Parser parser = new Parser(new LexemeReader(Lexer.tokens(source), limits));
		parser.skip("return");
		Node expression = parser.expression();
		if (parser.reader.peek(1).kind() == Kind.END) {
			parser.skip(";");
		}
		parser.reader.expectEnd();
		return new Parsed(expression, parser.problems);
	}

	/** Skips a word that statements have in other languages, and reports it. */
	private void skip(String word) {
		if (this.reader.peek().is(word)) {
			misread(this.reader.advance(), "an expression is one value, without '" + word + "'");
		}
	}

	/** Parses expr = or [ "?" expr ":" expr ]. */
	private Node expression() throws SyntaxException {
		if (this.reader.peek().isWord("if")) {
			return this.foreign.ifElse();
		}
		if (this.foreign.isWord(0, "case") && this.foreign.isWord(1, "when")) {
			return this.foreign.caseWhen();
		}
		Node condition = or();
		Lexeme question = this.reader.peek();
		if (DEFAULTS.contains(question.text()) && question.kind() == Kind.SYMBOL) {
			return orDefault(condition);
		}
		if (!question.is("?")) {
			return condition;
		}
		this.reader.advance();
		this.reader.count(question.position());
		Node then = expression();
		if (this.reader.peek().kind() == Kind.END) {
			return withoutOtherwise(condition, then, question);
		}
		this.reader.expect(":");
		return new Node.Conditional(condition, then, expression(), question.position());
	}

	/** Reports {@code x ? a}, which is corrected to {@code x ? a : null}. */
	private Node withoutOtherwise(Node condition, Node then, Lexeme question) {
		this.problems.add(this.reader.ended("':' and another value must follow.").problem());
		return new Node.Conditional(condition, then, new Node.Literal(null, question.position()), question.position());
	}

	private Node orDefault(Node value) throws SyntaxException {
		Lexeme operator = this.reader.advance();
		misread(operator, "'" + operator.text() + "' is not part of the language");
		this.reader.count(operator.position());
		return new Node.Call("coalesce", List.of(value, expression()), operator.position());
	}

	private Node or() throws SyntaxException {
		Node left = and();
		for (Lexeme operator = operator("||"); operator != null; operator = operator("||")) {
			left = binary("||", left, and(), operator);
		}
		return left;
	}

	private Node and() throws SyntaxException {
		Node left = equality();
		for (Lexeme operator = operator("&&"); operator != null; operator = operator("&&")) {
			left = binary("&&", left, equality(), operator);
		}
		return left;
	}

	private Node equality() throws SyntaxException {
		Node left = relation();
		for (String operator = peek(EQUALITY); operator != null; operator = peek(EQUALITY)) {
			Lexeme lexeme = take(operator);
			left = binary(operator, left, relation(), lexeme);
		}
		return left;
	}

	private Node relation() throws SyntaxException {
		int nodes = this.reader.nodes();
		Node left = sum();
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
		String operator = peek(RELATIONS);
		if (operator == null) {
			return left;
		}
		Lexeme lexeme = take(operator);
		nodes = this.reader.nodes();
		Node right = sum();
		Node relation = binary(operator, left, right, lexeme);
		for (String next = peek(RELATIONS); next != null; next = peek(RELATIONS)) {
			Lexeme chained = take(next);
			problem("chained-comparison", chained, "comparisons cannot be chained");
			this.reader.countAgain(this.reader.nodes() - nodes, chained.position());
			nodes = this.reader.nodes();
			Node last = sum();
			relation = binary("&&", relation, binary(next, right, last, chained), chained);
			right = last;
		}
		return relation;
	}

	private boolean isMembership() {
		return (this.reader.peek().isWord("in") && !this.projecting) || this.reader.peek().isWord("IN")
				|| (this.foreign.isWord(0, "not") && this.foreign.isWord(1, "in"));
	}

	/** Parses {@code x in list}, which begins a projection in MVEL. */
	private Node membership(Node element) throws SyntaxException {
		Lexeme operator = this.reader.advance();
		boolean not = operator.is("not") || operator.is("NOT");
		if (not) {
			this.reader.advance();
		}
		misread(operator, "'" + (not ? "not in" : "in") + "' is not an operator");
		Lexeme open = this.reader.peek();
		Node contains = binary("contains", container(sum(), open), element, operator);
		return not ? new Node.Unary("!", contains, operator.position()) : contains;
	}

	/** Returns a list for the parentheses in {@code x in ('a')}, as SQL writes it. */
	private Node container(Node node, Lexeme open) {
		if (!open.is("(") || !(node instanceof Node.Literal)) {
			return node;
		}
		misread(open, "a list is written in square brackets");
		return new Node.ListOf(List.of(node), open.position());
	}

	/** Parses {@code x is not null} and {@code x is empty}. */
	private Node nothing(Node left) throws SyntaxException {
		Lexeme is = this.reader.advance();
		boolean not = this.reader.peek().isWord("not");
		if (not) {
			this.reader.advance();
		}
		misread(is, "'is' is written ==, and 'is not' is written !=");
		return binary(not ? "!=" : "==", left, sum(), is);
	}

	Node sum() throws SyntaxException {
		Node left = product();
		for (String operator = peek(SUMS); operator != null; operator = peek(SUMS)) {
			Lexeme lexeme = take(operator);
			left = binary(operator, left, product(), lexeme);
		}
		return left;
	}

	private Node product() throws SyntaxException {
		Node left = unary();
		for (String operator = peek(PRODUCTS); operator != null; operator = peek(PRODUCTS)) {
			Lexeme lexeme = take(operator);
			left = binary(operator, left, unary(), lexeme);
		}
		return left;
	}

	private Node unary() throws SyntaxException {
		Lexeme token = this.reader.peek();
		boolean not = token.isWord("not") || token.isWord("NOT");
		if (token.is("+")) {
			this.reader.count(token.position());
			misread(this.reader.advance(), "a number is written without '+'");
			return unary();
		}
		if (!not && !token.is("!") && !token.is("-")) {
			return postfix(primary());
		}
		this.reader.advance();
		if (not) {
			misread(token, token + " is not an operator");
		}
		this.reader.count(token.position());
		Lexeme next = this.reader.peek();
		Node operand = token.is("-") && next.isNumber() ? negative(token) : unary();
		return token.is("-") && operand instanceof Node.Literal literal && next.isNumber() ? literal
				: new Node.Unary(token.is("-") ? "-" : "!", operand, token.position());
	}

	/** Parses a negative literal, unless a method is called on the number. */
	private Node negative(Lexeme minus) throws SyntaxException {
		Lexeme number = this.reader.advance();
		if (this.reader.peek().is(".") || this.reader.peek().is(".?")) {
			return postfix(this.reader.count(NumberLiteral.of(number)));
		}
		return this.reader.count(NumberLiteral.negative(number, minus.position()));
	}

	private Node postfix(Node primary) throws SyntaxException {
		Node node = primary;
		int steps = 0;
		while (true) {
			Lexeme token = this.reader.peek();
			if (token.is("[")) {
				node = index(node, this.reader.advance());
			}
			else if (this.foreign.isSelection()) {
				node = this.foreign.selection(node);
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
			misread(dot, "'?.' is not part of the language, because '.' already gives null for null");
		}
		Lexeme name = this.reader.property();
		Node closure = this.foreign.closure(target, name);
		if (closure != null) {
			return closure;
		}
		if (!this.reader.peek().is("(")) {
			return new Node.Property(target, name.text(), name.position());
		}
		Node foreign = this.foreign.method(target, name);
		if (foreign != null) {
			return foreign;
		}
		return this.reader.count(new Node.Method(target, name.text(), arguments(), name.position()));
	}

	private Node index(Node target, Lexeme open) throws SyntaxException {
		this.reader.enter(open);
		Node index = inside();
		this.reader.leave("]", open);
		return new Node.Index(target, index, index.position());
	}

	private Node primary() throws SyntaxException {
		Lexeme token = this.reader.advance();
		return switch (token.kind()) {
			case TEXT -> this.reader.count(new Node.Literal(token.text(), token.position()));
			case INTEGER, DECIMAL -> this.reader.count(NumberLiteral.of(token));
			case NAME -> this.reader.count(name(token));
			default -> symbol(token);
		};
	}

	private Node symbol(Lexeme token) throws SyntaxException {
		if (token.is("(")) {
			return group(token);
		}
		if (token.is("[")) {
			return this.reader.count(list(token, "]"));
		}
		if (token.is("{")) {
			misread(token, "lists and maps are written in square brackets");
			return this.reader.count(list(token, "}"));
		}
		if (token.is("#") && this.reader.peek().kind() == Kind.NAME) {
			misread(token, "'#' is not part of the language");
			return this.reader.peek().is("this") ? element(this.reader.advance()) : primary();
		}
		if (token.is("#") && this.reader.peek().is("{")) {
			return template(token);
		}
		if (token.is("@") && this.reader.peek().kind() == Kind.NAME) {
			throw new SyntaxException("not-in-language", token.position(),
					"an expression cannot call an object of the application such as '@" + this.reader.peek().text()
							+ "'",
					"Make its result a property of the user, write a function, or write the rule in Java.");
		}
		throw this.reader.unexpected(token);
	}

	/** Returns the element of a projection, which is {@code #this} in SpEL. */
	private static Node element(Lexeme token) {
		return new Node.Name(Node.ELEMENT, token.position());
	}

	/** Parses the templates <code>#{...}</code> and <code>${...}</code>. */
	private Node template(Lexeme sign) throws SyntaxException {
		misread(sign, "an expression is written without " + sign.text() + "{ }");
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		Node inner = inside();
		this.reader.leave("}", open);
		return inner;
	}

	/** Parses "(" expr [ "in" expr [ "if" expr ] ] ")". */
	private Node group(Lexeme open) throws SyntaxException {
		this.reader.enter(open);
		boolean outer = this.projecting;
		this.projecting = true;
		int names = this.foreign.names();
		Node inner = this.foreign.listed(expression(), open);
		this.projecting = outer;
		if (this.reader.peek().isWord("in")) {
			this.foreign.checkNames(names, this.reader.peek());
			inner = projection(inner, this.reader.advance());
		}
		this.reader.leave(")", open);
		return inner;
	}

	private Node projection(Node body, Lexeme in) throws SyntaxException {
		Lexeme open = this.reader.peek();
		Node collection = container(inside(), open);
		Node condition = null;
		if (this.reader.peek().isWord("if")) {
			this.reader.advance();
			int names = this.foreign.names();
			condition = inside();
			this.foreign.checkNames(names, in);
		}
		return this.reader.count(new Node.Projection(body, collection, condition, in.position()));
	}

	/**
	 * Parses an expression in which {@code in} does not belong to a projection around it.
	 */
	Node inside() throws SyntaxException {
		boolean outer = this.projecting;
		this.projecting = false;
		Node node = expression();
		this.projecting = outer;
		return node;
	}

	private Node list(Lexeme open, String close) throws SyntaxException {
		this.reader.enter(open);
		if (this.reader.peek().is(":")) {
			this.reader.advance();
			this.reader.leave(close, open);
			return new Node.MapOf(List.of(), List.of(), open.position());
		}
		List<Node> elements = new ArrayList<>();
		while (!this.reader.peek().is(close)) {
			elements.add(inside());
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
			values.add(inside());
			key = this.reader.comma(close) ? inside() : null;
		}
		while (key != null);
		this.reader.leave(close, open);
		return new Node.MapOf(List.copyOf(keys), List.copyOf(values), open.position());
	}

	private String key(Node key) throws SyntaxException {
		if (key instanceof Node.Name name) {
			problem("syntax", key.position(), "the key of a map must be a text");
			return name.name();
		}
		if (key instanceof Node.Literal literal && literal.value() instanceof String name) {
			return name;
		}
		throw new SyntaxException("syntax", key.position(), "the key of a map must be a text",
				"Write ['key' : value].");
	}

	private Node name(Lexeme token) throws SyntaxException {
		String word = LITERALS.getOrDefault(token.text(), token.text());
		boolean call = this.reader.peek().is("(");
		if (!word.equals(token.text())) {
			misread(token, token + " is written " + word);
		}
		Node type = this.foreign.type(token);
		if (type != null) {
			return type;
		}
		switch (word) {
			case "true", "false" -> {
				return new Node.Literal(Boolean.valueOf(word), token.position());
			}
			case "null" -> {
				return new Node.Literal(null, token.position());
			}
			case "empty" -> {
				return empty(token);
			}
			default -> {
				if (word.equals(Node.ELEMENT) && this.reader.peek().is("{")) {
					return template(token);
				}
				if (word.equals(Node.ELEMENT) && isAttached(this.reader.peek(), token)) {
					this.reader.count(token.position());
					misread(token, "a name is written without '$'");
					return name(this.reader.advance());
				}
				if (word.equals("this")) {
					misread(token, "'this' is not part of the language: name the input");
					return new Node.Name("user", token.position());
				}
				boolean named = call && (word.equals("contains") || word.equals("matches"));
				if (UnsupportedSyntax.isReserved(word) && !named) {
					throw this.reader.unexpected(token);
				}
				return this.reader.peek().is("(") ? new Node.Call(token.text(), arguments(), token.position())
						: this.foreign.name(new Node.Name(token.text(), token.position()));
			}
		}
	}

	/** Tells whether a name begins directly after a sign. */
	private static boolean isAttached(Lexeme name, Lexeme sign) {
		return name.kind() == Kind.NAME && name.position() == sign.end();
	}

	/** Parses the word {@code empty}, or {@code empty x} as other languages write it. */
	private Node empty(Lexeme token) throws SyntaxException {
		if (this.reader.peek().kind() != Kind.NAME || MEANT.containsKey(this.reader.peek().text())) {
			return new Node.Empty(token.position());
		}
		misread(token, "'empty' is written x == empty, or isEmpty(x)");
		return new Node.Call("isEmpty", List.of(postfix(primary())), token.position());
	}

	List<Node> arguments() throws SyntaxException {
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		List<Node> arguments = new ArrayList<>();
		while (!this.reader.peek().is(")")) {
			arguments.add(inside());
			if (!this.reader.comma(")")) {
				break;
			}
		}
		this.reader.leave(")", open);
		return List.copyOf(arguments);
	}

	Node binary(String operator, Node left, Node right, Lexeme lexeme) throws SyntaxException {
		return this.reader.count(new Node.Binary(operator, left, right, lexeme.position()));
	}

	private @Nullable Lexeme operator(String operator) {
		return (peek(List.of(operator)) != null) ? take(operator) : null;
	}

	/**
	 * Returns the next operator in the syntax of this language, or {@code null} if it is
	 * not one of the given operators.
	 */
	private @Nullable String peek(List<String> operators) {
		Lexeme next = this.reader.peek();
		String operator = MEANT.getOrDefault(next.text(), next.text());
		return (next.isSymbolOrWord() && operators.contains(operator)) ? operator : null;
	}

	private Lexeme take(String operator) {
		Lexeme lexeme = this.reader.advance();
		if (!lexeme.is(operator)) {
			misread(lexeme, lexeme + " is written " + operator);
		}
		return lexeme;
	}

	void misread(Lexeme token, String message) {
		problem("not-in-language", token, message);
	}

	private void problem(String code, Lexeme token, String message) {
		problem(code, token.position(), message);
	}

	private void problem(String code, int position, String message) {
		this.problems.add(new Problem(code, position, message, null));
	}

}
