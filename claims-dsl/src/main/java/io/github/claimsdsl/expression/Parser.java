package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses a source text into a syntax tree. There is one method for each rule of the
 * grammar in docs/language.md. Syntax of other languages is understood too: it is
 * reported, and the tree holds it in the syntax of this language.
 */
final class Parser {

	private static final List<String> EQUALITY = List.of("==", "!=");

	private static final List<String> SUMS = List.of("+", "-");

	private static final List<String> PRODUCTS = List.of("*", "/", "%");

	private static final Set<String> DEFAULTS = Set.of("?:", "??");

	private final LexemeReader reader;

	private final OperatorReader operators;

	private final RelationParser relations;

	private final ConditionalParser conditionals;

	private final PathParser paths;

	private final NameParser names;

	private final GroupParser groups;

	private final ListParser lists;

	/** Whether {@code in} belongs to a projection, whose parenthesis is still open. */
	private boolean projecting;

	private Parser(LexemeReader reader) {
		this.reader = reader;
		this.operators = new OperatorReader(reader);
		this.lists = new ListParser(this, reader, this.operators);
		this.relations = new RelationParser(this, reader, this.operators, this.lists);
		this.conditionals = new ConditionalParser(this, reader, this.operators);
		LambdaParser lambdas = new LambdaParser(this, reader, this.operators);
		this.paths = new PathParser(this, reader, this.operators, lambdas);
		this.names = new NameParser(this, reader, this.operators, lambdas);
		this.groups = new GroupParser(this, reader, this.operators, lambdas, this.lists);
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
		return new Parsed(expression, parser.operators.problems());
	}

	/** Skips a word that statements have in other languages, and reports it. */
	private void skip(String word) {
		if (this.reader.peek().is(word)) {
			this.operators.misread(this.reader.advance(), "an expression is one value, without '" + word + "'");
		}
	}

	/** Parses expr = or [ "?" expr ":" expr ]. */
	private Node expression() throws SyntaxException {
		if (this.reader.peek().isWord("if")) {
			return this.conditionals.ifElse();
		}
		if (this.reader.isWord(0, "case") && this.reader.isWord(1, "when")) {
			return this.conditionals.caseWhen();
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
		this.operators.problem(this.reader.ended("':' and another value must follow."));
		return new Node.Conditional(condition, then, new Node.Literal(null, question.position()), question.position());
	}

	private Node orDefault(Node value) throws SyntaxException {
		Lexeme operator = this.reader.advance();
		this.operators.misread(operator, "'" + operator.text() + "' is not part of the language");
		this.reader.count(operator.position());
		return new Node.Call("coalesce", List.of(value, expression()), operator.position());
	}

	private Node or() throws SyntaxException {
		Node left = and();
		for (Lexeme operator = this.operators.operator("||"); operator != null; operator = this.operators
			.operator("||")) {
			left = this.operators.binary("||", left, and(), operator);
		}
		return left;
	}

	private Node and() throws SyntaxException {
		Node left = equality();
		for (Lexeme operator = this.operators.operator("&&"); operator != null; operator = this.operators
			.operator("&&")) {
			left = this.operators.binary("&&", left, equality(), operator);
		}
		return left;
	}

	private Node equality() throws SyntaxException {
		Node left = this.relations.relation();
		for (String operator = this.operators.peek(EQUALITY); operator != null; operator = this.operators
			.peek(EQUALITY)) {
			Lexeme lexeme = this.operators.take(operator);
			left = this.operators.binary(operator, left, this.relations.relation(), lexeme);
		}
		return left;
	}

	Node sum() throws SyntaxException {
		Node left = product();
		for (String operator = this.operators.peek(SUMS); operator != null; operator = this.operators.peek(SUMS)) {
			Lexeme lexeme = this.operators.take(operator);
			left = this.operators.binary(operator, left, product(), lexeme);
		}
		return left;
	}

	private Node product() throws SyntaxException {
		Node left = unary();
		for (String operator = this.operators.peek(PRODUCTS); operator != null; operator = this.operators
			.peek(PRODUCTS)) {
			Lexeme lexeme = this.operators.take(operator);
			left = this.operators.binary(operator, left, unary(), lexeme);
		}
		return left;
	}

	private Node unary() throws SyntaxException {
		Lexeme token = this.reader.peek();
		boolean not = token.isWord("not") || token.isWord("NOT");
		if (token.is("+")) {
			this.reader.count(token.position());
			this.operators.misread(this.reader.advance(), "a number is written without '+'");
			return unary();
		}
		if (!not && !token.is("!") && !token.is("-")) {
			return value();
		}
		this.reader.advance();
		if (not) {
			this.operators.misread(token, token + " is not an operator");
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
			return this.paths.steps(this.reader.count(NumberLiteral.of(number)));
		}
		return this.reader.count(NumberLiteral.negative(number, minus.position()));
	}

	/** Parses a value and the steps after it. */
	Node value() throws SyntaxException {
		return this.paths.steps(primary());
	}

	private Node primary() throws SyntaxException {
		Lexeme token = this.reader.advance();
		return switch (token.kind()) {
			case TEXT -> this.reader.count(new Node.Literal(token.text(), token.position()));
			case INTEGER, DECIMAL -> this.reader.count(NumberLiteral.of(token));
			case NAME -> this.reader.count(this.names.parse(token));
			default -> symbol(token);
		};
	}

	private Node symbol(Lexeme token) throws SyntaxException {
		if (token.is("(")) {
			return this.groups.parse(token);
		}
		if (token.is("[")) {
			return this.reader.count(this.lists.parse(token, "]"));
		}
		if (token.is("{")) {
			this.operators.misread(token, "lists and maps are written in square brackets");
			return this.reader.count(this.lists.parse(token, "}"));
		}
		return ofSpel(token);
	}

	/** Parses the signs of SpEL. */
	private Node ofSpel(Lexeme sign) throws SyntaxException {
		Lexeme next = this.reader.peek();
		if (sign.is("#") && next.is("{")) {
			return template(sign);
		}
		if (sign.is("@") && next.kind() == Kind.NAME) {
			throw new SyntaxException("not-in-language", sign.position(),
					"an expression cannot call an object of the application such as '@" + next.text() + "'",
					"Make its result a property of the user, write a function, or write the rule in Java.");
		}
		if (!sign.is("#") || next.kind() != Kind.NAME) {
			throw this.reader.unexpected(sign);
		}
		this.operators.misread(sign, "'#' is not part of the language");
		return next.is("this") ? new Node.Name(Node.ELEMENT, this.reader.advance().position()) : primary();
	}

	/** Parses the templates <code>#{...}</code> and <code>${...}</code>. */
	Node template(Lexeme sign) throws SyntaxException {
		this.operators.misread(sign, "an expression is written without " + sign.text() + "{ }");
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		Node inner = inside();
		this.reader.leave("}", open);
		return inner;
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

	/** Parses an expression after which {@code in} begins a projection. */
	Node projected() throws SyntaxException {
		boolean outer = this.projecting;
		this.projecting = true;
		Node node = expression();
		this.projecting = outer;
		return node;
	}

	/**
	 * Tells whether {@code in} belongs to a projection, whose parenthesis is still open.
	 */
	boolean isProjecting() {
		return this.projecting;
	}

	/** Parses the arguments of a call, with their parentheses. */
	List<Node> arguments() throws SyntaxException {
		return this.lists.arguments();
	}

}
