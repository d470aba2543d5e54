package io.github.claimsdsl.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses syntax of other languages into the nodes of this language, so that an issue can
 * say what to write instead: {@code between} and {@code like} of SQL, {@code if} and
 * {@code else}, lambdas, and the selections and types of SpEL. {@link Parser} reports
 * each as a mistake.
 */
final class ForeignParser {

	private static final Set<String> ARROWS = Set.of("->", "=>");

	/** The methods that some authors write between two values, like an operator. */
	private static final Set<String> INFIX = Set.of("startsWith", "startswith", "endsWith", "endswith", "equals",
			"equalsIgnoreCase", "isBefore", "isAfter", "containsAll");

	private static final Set<String> INFIX_CALLS = Set.of("containsAny", "before", "after");

	private final Parser parser;

	private final LexemeReader reader;

	/**
	 * The parameters of the lambdas around the text that is parsed, the innermost first.
	 */
	private final Deque<String> variables = new ArrayDeque<>();

	/** The names that were parsed inside a lambda. */
	private final List<Node> names = new ArrayList<>();

	ForeignParser(Parser parser, LexemeReader reader) {
		this.parser = parser;
		this.reader = reader;
	}

	/**
	 * Parses relations such as {@code x between 1 and 5} and {@code x not like 'a%'}.
	 * Returns {@code null} if none follows.
	 */
	@Nullable Node relation(Node value, int nodes) throws SyntaxException {
		Lexeme infix = this.reader.peek();
		if (infix.kind() == Kind.NAME && (INFIX.contains(infix.text()) || INFIX_CALLS.contains(infix.text()))) {
			return infix(value);
		}
		boolean not = isWord(0, "not");
		int word = not ? 1 : 0;
		boolean between = isWord(word, "between");
		if (!between && !isWord(word, "like")) {
			return null;
		}
		Lexeme operator = this.reader.advance();
		if (not) {
			this.reader.advance();
		}
		this.parser.misread(operator, "'" + (between ? "between" : "like") + "' is not an operator");
		this.reader.countAgain(between ? nodes : 0, operator.position());
		Node relation = between ? between(value, operator) : like(value, operator);
		return not ? new Node.Unary("!", relation, operator.position()) : relation;
	}

	/**
	 * Parses a method that is written like an operator, such as
	 * {@code user.email startsWith 'a'}.
	 */
	private Node infix(Node value) throws SyntaxException {
		Lexeme name = this.reader.advance();
		this.parser.misread(name, name + " is not an operator");
		Node argument = this.parser.sum();
		return this.reader
			.count(INFIX.contains(name.text()) ? new Node.Method(value, name.text(), List.of(argument), name.position())
					: new Node.Call(name.text(), List.of(value, argument), name.position()));
	}

	/** Tells whether a word follows, in lower case or, as in SQL, in upper case. */
	boolean isWord(int ahead, String word) {
		Lexeme lexeme = this.reader.peek(ahead);
		return lexeme.kind() == Kind.NAME
				&& (lexeme.text().equals(word) || lexeme.text().equals(word.toUpperCase(Locale.ROOT)));
	}

	private Node between(Node value, Lexeme operator) throws SyntaxException {
		Node low = this.parser.sum();
		if (!isWord(0, "and") && !this.reader.peek().is("&&")) {
			throw this.reader.unexpected(this.reader.peek());
		}
		this.reader.advance();
		Node high = this.parser.sum();
		return this.parser.binary("&&", this.parser.binary(">=", value, low, operator),
				this.parser.binary("<=", value, high, operator), operator);
	}

	private Node like(Node value, Lexeme operator) throws SyntaxException {
		Node pattern = this.parser.sum();
		if (pattern instanceof Node.Literal literal && literal.value() instanceof String text) {
			return this.reader.count(Like.of(value, text, operator.position()));
		}
		throw new SyntaxException("not-in-language", operator.position(), "'like' is not an operator",
				"Write contains, startsWith or endsWith.");
	}

	/**
	 * Parses a list in round parentheses, or returns the first node if it is the only
	 * one.
	 */
	Node listed(Node first, Lexeme open) throws SyntaxException {
		if (!this.reader.peek().is(",")) {
			return first;
		}
		this.parser.misread(open, "a list is written in square brackets");
		List<Node> elements = new ArrayList<>(List.of(first));
		while (this.reader.comma(")")) {
			elements.add(this.parser.inside());
		}
		return new Node.ListOf(List.copyOf(elements), open.position());
	}

	/**
	 * Parses {@code if (a) b else c}, {@code if a then b else c} and {@code if(a, b, c)}.
	 */
	Node ifElse() throws SyntaxException {
		Lexeme word = this.reader.advance();
		this.reader.count(word.position());
		this.parser.misread(word, "'if' is written condition ? a : b");
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
		this.parser.misread(word, word + " is written condition ? a : b");
		Node value = when();
		if (isWord(0, "end")) {
			this.reader.advance();
		}
		return value;
	}

	private Node when() throws SyntaxException {
		Lexeme word = this.reader.advance();
		this.reader.count(word.position());
		Node condition = this.parser.inside();
		if (!isWord(0, "then")) {
			throw this.reader.unexpected(this.reader.peek());
		}
		this.reader.advance();
		Node then = this.parser.inside();
		Node otherwise = new Node.Literal(null, word.position());
		if (isWord(0, "when")) {
			otherwise = when();
		}
		else if (isWord(0, "else")) {
			this.reader.advance();
			otherwise = this.parser.inside();
		}
		return new Node.Conditional(condition, then, otherwise, word.position());
	}

	private Node branches(Node condition, Lexeme word) throws SyntaxException {
		if (isWord(0, "then")) {
			this.reader.advance();
		}
		Node then = branch();
		if (!isWord(0, "else")) {
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

	/**
	 * Parses {@code list.map { it.name }} of Kotlin and Groovy. Returns {@code null} if
	 * there is no such lambda.
	 */
	@Nullable Node closure(Node target, Lexeme name) throws SyntaxException {
		Lexeme open = this.reader.peek();
		if (!open.is("{") || !Lambda.takesLambda(name.text())) {
			return null;
		}
		this.reader.advance();
		this.reader.enter(open);
		String variable = "it";
		if (this.reader.peek(1).is("->")) {
			variable = this.reader.advance().text();
			this.reader.advance();
		}
		Node body = body(variable, open);
		this.reader.leave("}", open);
		this.parser.misread(open, "the language has no lambdas");
		return this.reader.count(Lambda.of(name.text(), target, body, name.position()));
	}

	/**
	 * Parses a method that is written as a projection here. Returns {@code null} for any
	 * other method.
	 */
	@Nullable Node method(Node target, Lexeme name) throws SyntaxException {
		if (Lambda.isStream(name.text()) && this.reader.peek(1).is(")")) {
			this.reader.advance();
			this.reader.advance();
			this.parser.misread(name, "'" + name.text() + "' is not needed to read a collection");
			return target;
		}
		if (name.is("collect") && this.reader.peek(1).is("Collectors") && this.reader.peek(2).is(".")) {
			return collected(target, name);
		}
		if (!Lambda.takesLambda(name.text())) {
			return null;
		}
		return isLambda() ? lambda(target, name) : isReference() ? reference(target, name) : null;
	}

	/**
	 * Parses {@code collect(Collectors.toList())}, or the same with {@code joining(',')}.
	 */
	private Node collected(Node target, Lexeme name) throws SyntaxException {
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		this.reader.advance();
		this.reader.advance();
		Lexeme collector = this.reader.advance();
		boolean joining = collector.is("joining");
		if ((!joining && !Lambda.isStream(collector.text())) || !this.reader.peek().is("(")) {
			throw this.reader.unexpected(collector);
		}
		List<Node> arguments = new ArrayList<>(this.parser.arguments());
		this.reader.leave(")", open);
		this.parser.misread(name, "'collect' is not needed to read a collection");
		if (!joining) {
			return target;
		}
		arguments.add(0, target);
		return this.reader.count(new Node.Call("join", List.copyOf(arguments), name.position()));
	}

	/** Tells whether a method reference such as {@code (Membership::org)} follows. */
	private boolean isReference() {
		return this.reader.peek(1).kind() == Kind.NAME && this.reader.peek(2).is(":") && this.reader.peek(3).is(":")
				&& this.reader.peek(4).kind() == Kind.NAME && this.reader.peek(5).is(")");
	}

	private Node reference(Node target, Lexeme name) throws SyntaxException {
		Lexeme method = this.reader.peek(4);
		for (int i = 0; i < 6; i++) {
			this.reader.advance();
		}
		this.parser.misread(method, "the language has no method references");
		Node body = new Node.Method(new Node.Name(Node.ELEMENT, method.position()), method.text(), List.of(),
				method.position());
		return this.reader.count(Lambda.of(name.text(), target, body, name.position()));
	}

	/**
	 * Tells whether a lambda follows, which begins with {@code (x ->}, {@code ((x) ->}
	 * or, in CEL, {@code (x,}.
	 */
	private boolean isLambda() {
		int variable = this.reader.peek(1).is("(") ? 2 : 1;
		Lexeme next = this.reader.peek(variable + ((variable == 2) ? 2 : 1));
		return this.reader.peek(variable).kind() == Kind.NAME
				&& (ARROWS.contains(next.text()) || (variable == 1 && next.is(",")));
	}

	private Node lambda(Node target, Lexeme name) throws SyntaxException {
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		boolean enclosed = this.reader.peek().is("(");
		if (enclosed) {
			this.reader.advance();
		}
		String variable = this.reader.advance().text();
		if (enclosed) {
			this.reader.advance();
		}
		Lexeme arrow = this.reader.advance();
		Node body = body(variable, arrow);
		this.reader.leave(")", open);
		this.parser.misread(arrow, "the language has no lambdas");
		return this.reader.count(Lambda.of(name.text(), target, body, name.position()));
	}

	/**
	 * Parses the body of a lambda and replaces its parameter with the element of the
	 * projection.
	 */
	private Node body(String variable, Lexeme arrow) throws SyntaxException {
		int before = this.names.size();
		this.variables.push(variable);
		Node body = this.parser.inside();
		this.variables.pop();
		IdentityHashMap<Node, Node> elements = new IdentityHashMap<>();
		for (Node node : this.names.subList(before, this.names.size())) {
			String name = ((Node.Name) node).name();
			if (name.equals(variable)) {
				elements.put(node, new Node.Name(Node.ELEMENT, node.position()));
			}
			else if (this.variables.contains(name)) {
				throw this.reader.unexpected(arrow);
			}
		}
		this.names.subList(before, this.names.size()).clear();
		return Rewrite.apply(body, elements);
	}

	/** Returns how many names were parsed inside a lambda so far. */
	int names() {
		return this.names.size();
	}

	/**
	 * Checks that a projection does not use the parameter of a lambda around it, because
	 * there is no name for the element of an outer projection.
	 */
	void checkNames(int before, Lexeme in) throws SyntaxException {
		for (Node name : this.names.subList(before, this.names.size())) {
			if (this.variables.contains(((Node.Name) name).name())) {
				throw this.reader.unexpected(in);
			}
		}
	}

	/** Records a name, because it can be the parameter of a lambda. */
	Node name(Node.Name name) {
		if (!this.variables.isEmpty()) {
			this.names.add(name);
		}
		return name;
	}

	/** Tells whether {@code .?[condition]} or {@code .![property]} follows. */
	boolean isSelection() {
		return (this.reader.peek().is(".?") && this.reader.peek(1).is("["))
				|| (this.reader.peek().is(".") && this.reader.peek(1).is("!") && this.reader.peek(2).is("["));
	}

	Node selection(Node target) throws SyntaxException {
		Lexeme dot = this.reader.advance();
		boolean filter = dot.is(".?");
		if (!filter) {
			this.reader.advance();
		}
		this.parser.misread(dot,
				"'" + (filter ? ".?" : ".!") + "[ ]' is written as a projection: ($.name in list if $.active)");
		Lexeme open = this.reader.advance();
		this.reader.enter(open);
		Node body = element(this.parser.inside());
		this.reader.leave("]", open);
		return this.reader
			.count(filter ? Lambda.filter(target, body, dot.position()) : Lambda.map(target, body, dot.position()));
	}

	/**
	 * Returns {@code $.authority} for {@code authority}, because the elements may be
	 * texts here.
	 */
	private static Node element(Node body) {
		return (body instanceof Node.Name name && name.name().equals("authority"))
				? new Node.Property(new Node.Name(Node.ELEMENT, body.position()), name.name(), body.position()) : body;
	}

	/**
	 * Parses {@code T(java.time.Instant)} or {@code java.time.Instant}. Returns
	 * {@code null} for any other name.
	 */
	@Nullable Node type(Lexeme token) {
		boolean enclosed = token.is("T") && this.reader.peek().is("(");
		if (!enclosed && !(token.is("java") && this.reader.peek().is("."))) {
			return null;
		}
		int last = 1;
		while (this.reader.peek(last + 1).is(".") && !isType(last)) {
			last += 2;
		}
		if (!isType(last) || (enclosed && !this.reader.peek(last + 1).is(")"))) {
			return null;
		}
		for (int i = 0; i < last; i++) {
			this.reader.advance();
		}
		Lexeme name = this.reader.advance();
		if (enclosed) {
			this.reader.advance();
		}
		this.parser.misread(token, "an expression cannot name a class");
		return new Node.Name(name.text(), name.position());
	}

	private boolean isType(int ahead) {
		Lexeme lexeme = this.reader.peek(ahead);
		return lexeme.kind() == Kind.NAME && Character.isUpperCase(lexeme.text().charAt(0));
	}

}
