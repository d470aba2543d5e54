package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a name is that of a class, which no expression can name, and reports
 * what does the same without it.
 */
final class ClassNameCheck {

	/** The functions that do the same as static methods of Java. */
	private static final Map<String, String> STATICS = Map.ofEntries(Map.entry("String.valueOf", "text"),
			Map.entry("Integer.parseInt", "number"), Map.entry("Integer.valueOf", "number"),
			Map.entry("Long.parseLong", "number"), Map.entry("Long.valueOf", "number"),
			Map.entry("Double.parseDouble", "number"), Map.entry("Double.valueOf", "number"),
			Map.entry("Boolean.parseBoolean", "bool"), Map.entry("Boolean.valueOf", "bool"),
			Map.entry("Instant.parse", "time"), Map.entry("LocalDate.parse", "date"), Map.entry("Math.max", "max"),
			Map.entry("Math.min", "min"), Map.entry("Math.round", "round"), Map.entry("String.join", "join"),
			Map.entry("List.of", ""), Map.entry("Arrays.asList", ""), Map.entry("Set.of", ""));

	/**
	 * The classes whose static methods take as first argument the value that a method is
	 * called on here.
	 */
	private static final Set<String> CLASSES = Set.of("String", "Strings", "StringUtils", "Arrays", "Math", "Objects",
			"Collections", "CollectionUtils", "Convert", "List", "Lists", "Set", "Sets", "Map");

	private final Checker checker;

	private final Findings findings;

	ClassNameCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Reports an enum constant such as {@code Tier.GOLD}. Tells whether it is one. */
	boolean refusesConstant(Node.Property node) {
		if (!isClass(node.target()) || !node.name().equals(node.name().toUpperCase(Locale.ROOT))) {
			return false;
		}
		this.findings.fixable("unknown-name", node.target().position(),
				"an expression cannot name a class; write an enum constant as a text", node,
				new Node.Literal(node.name(), node.position()));
		return true;
	}

	/** Reports a static method of a class. Tells whether it is one. */
	boolean refusesCall(Node.Method node) {
		Node between = ForeignMethods.between(node);
		if (between != null) {
			this.findings.fixable("unknown-name", node.position(), "an expression cannot name a class", node, between);
			return true;
		}
		if (!(node.target() instanceof Node.Name name) || !isClass(name)) {
			return false;
		}
		ofClass(node, name);
		return true;
	}

	/** Tells whether a name looks like the name of a class. */
	private boolean isClass(Node node) {
		return node instanceof Node.Name name && Character.isUpperCase(name.name().charAt(0))
				&& !this.checker.schema().inputs().containsKey(name.name());
	}

	/**
	 * Reports a static method of a class, because no class can be named. The correction
	 * is the function that does the same.
	 */
	private void ofClass(Node.Method node, Node.Name type) {
		String function = STATICS.get(type.name() + "." + node.name());
		if (function == null && this.checker.functions().find(node.name(), node.arguments().size()) != null) {
			function = node.name();
		}
		String message = "'" + type.name() + "' is not part of the language: an expression cannot name a class";
		Node same = sameWithoutClass(node, type);
		if (function == null && same != null) {
			this.findings.fixable("unknown-name", type.position(), message, node, same);
		}
		else if (function == null) {
			this.findings.problem("unknown-name", type.position(), message,
					"The inputs are " + String.join(", ", this.checker.schema().inputs().keySet()) + ".");
		}
		else {
			List<Node> arguments = new ArrayList<>(node.arguments());
			if (function.equals("join")) {
				arguments.add(arguments.remove(0));
			}
			this.findings.fixable("unknown-name", type.position(), message, node,
					function.isEmpty() ? new Node.ListOf(arguments, node.position())
							: new Node.Call(function, arguments, node.position()));
		}
	}

	/**
	 * Returns the expression that does the same as a static method for which there is no
	 * function, or {@code null}.
	 */
	private static @Nullable Node sameWithoutClass(Node.Method node, Node.Name type) {
		List<Node> arguments = node.arguments();
		if (node.name().equals("now") && arguments.isEmpty()) {
			return new Node.Name("now", node.position());
		}
		if (type.name().equals("Objects") && node.name().equals("equals") && arguments.size() == 2) {
			return new Node.Binary("==", arguments.get(0), arguments.get(1), node.position());
		}
		boolean method = !arguments.isEmpty() && CLASSES.contains(type.name())
				&& !MethodTable.ALL.find(Type.ANY, node.name(), arguments.size() - 1).isEmpty();
		return method ? new Node.Method(arguments.get(0), node.name(), arguments.subList(1, arguments.size()),
				node.position()) : null;
	}

}
