package io.github.claimsdsl.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks projections such as {@code ($.org in user.memberships if $.active)}. Inside a
 * projection, a name is an input or a property of the element.
 */
final class ProjectionCheck {

	/** The projections around a node, the innermost first. */
	private final Deque<Scope> scopes = new ArrayDeque<>();

	private final Checker checker;

	private final Findings findings;

	/**
	 * Whether the correction of a part is being checked. Corrections inside of it are not
	 * checked again.
	 */
	private boolean meant;

	ProjectionCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	private static final class Scope {

		private final Type element;

		private boolean used;

		Scope(Type element) {
			this.element = element;
		}

	}

	Typed check(Node.Projection node) {
		Typed collection = this.checker.check(node.collection());
		Type type = collection.type();
		if (Checker.isUnknown(collection)) {
			return collection;
		}
		if (!type.isCollection() && !type.is(Kind.ANY)) {
			notACollection(node, type);
			return Checker.unknown();
		}
		Type element = (type.element() != null) ? type.element().withNullable(false) : Type.ANY.withNullable(false);
		return body(node, collection, new Scope(element));
	}

	private void notACollection(Node.Projection node, Type type) {
		if (type.is(Kind.TEXT)) {
			this.findings.fixable("not-in-language", node.position(), "'in' is not an operator", node, contains(node));
			return;
		}
		this.findings.problem("not-a-list", node.position(), "a projection needs a list or a set, not a " + type, null);
	}

	private Typed body(Node.Projection node, Typed collection, Scope scope) {
		Findings.Snapshot found = this.findings.snapshot();
		Set<String> before = this.checker.known().withoutElements();
		this.scopes.push(scope);
		int level = this.scopes.size() - 1;
		Typed condition = (node.condition() != null) ? this.checker.conditions().truth(node.condition()) : null;
		if (node.condition() != null) {
			this.checker.known().add(Narrowing.nonNull(node.condition(), true, this.checker));
		}
		Typed body = this.checker.check(node.body());
		this.scopes.pop();
		this.checker.known().withoutElements();
		this.checker.known().restore(before);
		if (!scope.used && !Checker.isUnknown(body)) {
			membership(node, found);
			return Checker.unknown();
		}
		return new Typed.Projection(body, collection, condition, level,
				Type.listOf(body.type()).withNullable(collection.type().nullable()));
	}

	/**
	 * Reports a projection that is meant as a membership test, and the problems of that
	 * test.
	 */
	private void membership(Node.Projection node, Findings.Snapshot found) {
		Node contains = contains(node);
		if (!this.meant) {
			this.findings.forget(found);
		}
		this.findings.fixable("not-in-language", node.position(), "'in' is not an operator", node, contains);
		if (!this.meant) {
			this.meant = true;
			this.checker.check(contains);
			this.meant = false;
		}
	}

	/**
	 * Returns the membership test that an author means who knows the operator {@code in}
	 * from another language.
	 */
	private static Node contains(Node.Projection node) {
		if (node.body() instanceof Node.Binary binary && binary.isLogical()) {
			Node last = new Node.Binary("contains", node.collection(), binary.right(), node.position());
			return new Node.Binary(binary.operator(), binary.left(), last, binary.position());
		}
		if (node.body() instanceof Node.Unary not && not.operator().equals("!")) {
			return new Node.Unary("!", new Node.Binary("contains", node.collection(), not.operand(), node.position()),
					not.position());
		}
		return new Node.Binary("contains", node.collection(), node.body(), node.position());
	}

	/**
	 * Returns the element, or the property of the element, that a name stands for, or
	 * {@code null} for any other name.
	 */
	@Nullable Typed name(Node.Name node) {
		Scope scope = this.scopes.peek();
		if (node.name().equals(Node.ELEMENT)) {
			return element(node, scope);
		}
		if (scope == null || !isOfElement(node)) {
			return null;
		}
		Node property = new Node.Property(new Node.Name(Node.ELEMENT, node.position()), node.name(), node.position());
		if (this.checker.schema().inputs().containsKey(node.name())) {
			this.findings.fixable("unknown-name", node.position(),
					"'" + node.name() + "' is both an input and a property of the element", node, property);
			scope.used = true;
			return Checker.unknown();
		}
		return this.checker.target(property);
	}

	private Typed element(Node.Name node, @Nullable Scope scope) {
		if (scope == null) {
			this.findings.problem("unknown-name", node.position(), "'$' is only known inside a projection",
					"Write ($ in list if condition).");
			return Checker.unknown();
		}
		scope.used = true;
		return new Typed.Element(this.scopes.size() - 1, scope.element);
	}

	/** Tells whether the first name of a path is a property of the element. */
	boolean isOfElement(Node path) {
		Scope scope = this.scopes.peek();
		if (scope == null) {
			return false;
		}
		Node root = path;
		while (!(root instanceof Node.Name)) {
			root = (root instanceof Node.Property property) ? property.target() : ((Node.Index) root).target();
		}
		String name = ((Node.Name) root).name();
		return !name.equals(Node.ELEMENT) && has(scope.element, name);
	}

	private boolean has(Type element, String name) {
		if (element.is(Kind.BEAN) && element.bean() != null) {
			return this.checker.schema().properties(element.bean()).containsKey(name);
		}
		return (element.is(Kind.MAP) || element.is(Kind.ANY)) && !this.checker.schema().inputs().containsKey(name);
	}

}
