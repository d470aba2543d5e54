package io.github.claimsdsl.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Lexeme.Kind;

/**
 * Parses lambdas, method references and the selections of SpEL into projections.
 */
final class LambdaParser {

	private static final Set<String> ARROWS = Set.of("->", "=>");

	private final Parser parser;

	private final LexemeReader reader;

	private final OperatorReader operators;

	/**
	 * The parameters of the lambdas around the text that is parsed, the innermost first.
	 */
	private final Deque<String> variables = new ArrayDeque<>();

	/** The names that were parsed inside a lambda. */
	private final List<Node> names = new ArrayList<>();

	LambdaParser(Parser parser, LexemeReader reader, OperatorReader operators) {
		this.parser = parser;
		this.reader = reader;
		this.operators = operators;
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
		this.operators.misread(open, "the language has no lambdas");
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
			this.operators.misread(name, "'" + name.text() + "' is not needed to read a collection");
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
		this.operators.misread(name, "'collect' is not needed to read a collection");
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
		this.operators.misread(method, "the language has no method references");
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
		this.operators.misread(arrow, "the language has no lambdas");
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
		this.operators.misread(dot,
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

}
