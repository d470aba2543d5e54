package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides what an author means by a method that a value does not have.
 */
final class UnknownMethod {

	/** Java's names for methods of other languages. */
	private static final Map<String, String> SYNONYMS = Map.of("includes", "contains", "has", "contains", "lower",
			"toLowerCase", "upper", "toUpperCase", "lowercase", "toLowerCase", "uppercase", "toUpperCase", "length",
			"size", "size", "length", "count", "size");

	private final Checker checker;

	private final Findings findings;

	UnknownMethod(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Reports the call of a method that a value does not have. */
	void report(Node.Method node, Type receiver) {
		Node read = receiver.is(Kind.BEAN) ? read(node, receiver) : null;
		if (read != null) {
			this.findings.fixable("unknown-method", node.position(), "properties are read by their names", node, read);
			return;
		}
		String message = "a " + receiver + " has no method '" + node.name() + "'";
		Node same = same(node, receiver);
		if (same != null) {
			this.findings.fixable("unknown-method", node.position(), message, node, same);
		}
		else {
			unknown(node, receiver, message);
		}
	}

	private @Nullable Node read(Node.Method node, Type receiver) {
		Node getter = property(node, receiver);
		return (getter != null) ? getter : byName(node, receiver);
	}

	/** Returns what does the same here, or {@code null}. */
	private static @Nullable Node same(Node.Method node, Type receiver) {
		Node foreign = receiver.is(Kind.BEAN) ? null : ForeignMethods.of(node, receiver);
		if (foreign != null) {
			return foreign;
		}
		if (node.name().equals("toString") && receiver.isCollection()) {
			return new Node.Call("join", List.of(node.target(), new Node.Literal(", ", node.position())),
					node.position());
		}
		boolean ofText = receiver.isScalar() && !receiver.is(Kind.TEXT)
				&& !MethodTable.ALL.find(Type.TEXT, node.name(), node.arguments().size()).isEmpty();
		return ofText ? new Node.Method(new Node.Method(node.target(), "toString", List.of(), node.position()),
				node.name(), node.arguments(), node.position()) : null;
	}

	private void unknown(Node.Method node, Type receiver, String message) {
		String near = near(node.name(), new TreeSet<>(MethodTable.ALL.names(receiver)));
		Node function = function(node, receiver);
		if (near != null) {
			this.findings.meant("unknown-method", node.position(), message, near, node,
					new Node.Method(node.target(), near, node.arguments(), node.position()));
		}
		else if (function != null) {
			this.findings.fixable("unknown-method", node.position(), message, node, function);
		}
		else {
			this.findings.problem("unknown-method", node.position(), message, MethodTable.ALL.sentence(receiver));
		}
	}

	private static @Nullable String near(String name, Set<String> names) {
		String synonym = SYNONYMS.get(name);
		return (synonym != null && names.contains(synonym)) ? synonym : DidYouMean.nearest(name, names).orElse(null);
	}

	/** Returns the call of a function that does the same, or {@code null}. */
	private @Nullable Node function(Node.Method node, Type receiver) {
		List<Node> arguments = new ArrayList<>(node.arguments());
		arguments.add(0, node.target());
		if (node.name().equals("orElse") && arguments.size() == 2) {
			return new Node.Call("coalesce", List.copyOf(arguments), node.position());
		}
		Function function = this.checker.functions().find(node.name(), arguments.size());
		return (function != null && function.parameters().get(0).accepts(receiver))
				? new Node.Call(node.name(), arguments, node.position()) : null;
	}

	/**
	 * Returns the correction of reading a property by its name, such as
	 * {@code user.get('email')}, or {@code null}.
	 */
	private @Nullable Node byName(Node.Method node, Type receiver) {
		if (node.arguments().size() != 1 || !(node.arguments().get(0) instanceof Node.Literal literal)
				|| !(literal.value() instanceof String name)) {
			return null;
		}
		boolean known = receiver.bean() != null && this.checker.schema().properties(receiver.bean()).containsKey(name);
		return (known && node.name().startsWith("get")) ? new Node.Property(node.target(), name, node.position())
				: null;
	}

	/**
	 * Returns the property that a getter or an accessor of a record reads, or
	 * {@code null}.
	 */
	private @Nullable Node property(Node.Method node, Type receiver) {
		Class<?> bean = receiver.bean();
		if (bean == null || !node.arguments().isEmpty()) {
			return null;
		}
		String name = node.name().replaceFirst("^(get|is)(?=[A-Z])", "");
		String property = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
		return this.checker.schema().properties(bean).containsKey(property)
				? new Node.Property(node.target(), property, node.position()) : null;
	}

}
