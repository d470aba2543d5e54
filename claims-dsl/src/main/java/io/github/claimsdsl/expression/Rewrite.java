package io.github.claimsdsl.expression;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites an author's expression with all mistakes corrected at once. The rewritten text
 * has been compiled, so it is known to be valid.
 */
final class Rewrite {

	/**
	 * The most rounds of corrections. Several are needed because a correction can reveal
	 * another mistake.
	 */
	private static final int ROUNDS = 6;

	private static final int LONGEST = 500;

	private final Function<String, Attempt> compiler;

	Rewrite(Function<String, Attempt> compiler) {
		this.compiler = compiler;
	}

	/**
	 * Returns a sentence with the corrected expression, or {@code null} if no correction
	 * is valid.
	 */
	@Nullable String of(Attempt attempt) {
		if (attempt.tree() == null) {
			return null;
		}
		String text = corrected(attempt, false);
		if (text == null) {
			return null;
		}
		String other = corrected(attempt, true);
		return (other == null || other.equals(text)) ? "Write: " + text
				: "Write: " + text + " (false for null), or: " + other + " (true for null)";
	}

	private @Nullable String corrected(Attempt first, boolean other) {
		Attempt attempt = first;
		for (int i = 0; i < ROUNDS; i++) {
			Node tree = attempt.tree();
			if (tree == null) {
				return null;
			}
			IdentityHashMap<Node, Node> fixes = new IdentityHashMap<>(attempt.fixes());
			attempt.otherFixes().forEach((wrong, choice) -> {
				if (isNegated(tree, wrong, false) != other) {
					fixes.put(wrong, choice);
				}
			});
			String text = CanonicalText.of(apply(tree, fixes));
			attempt = this.compiler.apply(text);
			if (attempt.expression() != null) {
				return (text.length() <= LONGEST) ? text : null;
			}
		}
		return null;
	}

	/**
	 * Tells whether a part of a condition is below an odd number of {@code !}. There,
	 * what makes the part true for null makes the condition false.
	 */
	private static boolean isNegated(Node node, Node part, boolean negated) {
		if (node == part) {
			return negated;
		}
		if (node instanceof Node.Unary unary) {
			return isNegated(unary.operand(), part, negated != unary.operator().equals("!"));
		}
		return node instanceof Node.Binary binary
				&& (isNegated(binary.left(), part, negated) || isNegated(binary.right(), part, negated));
	}

	/**
	 * Returns the tree with corrected nodes. A correction may contain the node that it
	 * corrects.
	 */
	static Node apply(Node node, IdentityHashMap<Node, Node> fixes) {
		Node fix = fixes.remove(node);
		if (fix != null) {
			return apply(fix, fixes);
		}
		if (node instanceof Node.Property property) {
			return new Node.Property(apply(property.target(), fixes), property.name(), property.position());
		}
		if (node instanceof Node.Index index) {
			return new Node.Index(apply(index.target(), fixes), apply(index.index(), fixes), index.position());
		}
		if (node instanceof Node.Method method) {
			return new Node.Method(apply(method.target(), fixes), method.name(), all(method.arguments(), fixes),
					method.position());
		}
		if (node instanceof Node.Call call) {
			return new Node.Call(call.function(), all(call.arguments(), fixes), call.position());
		}
		return operator(node, fixes);
	}

	private static Node operator(Node node, IdentityHashMap<Node, Node> fixes) {
		if (node instanceof Node.Unary unary) {
			return new Node.Unary(unary.operator(), apply(unary.operand(), fixes), unary.position());
		}
		if (node instanceof Node.Binary binary) {
			return new Node.Binary(binary.operator(), apply(binary.left(), fixes), apply(binary.right(), fixes),
					binary.position());
		}
		if (node instanceof Node.Conditional conditional) {
			return new Node.Conditional(apply(conditional.condition(), fixes), apply(conditional.then(), fixes),
					apply(conditional.otherwise(), fixes), conditional.position());
		}
		return collection(node, fixes);
	}

	private static Node collection(Node node, IdentityHashMap<Node, Node> fixes) {
		if (node instanceof Node.ListOf list) {
			return new Node.ListOf(all(list.elements(), fixes), list.position());
		}
		if (node instanceof Node.MapOf map) {
			return new Node.MapOf(map.keys(), all(map.values(), fixes), map.position());
		}
		if (node instanceof Node.Projection projection) {
			Node condition = projection.condition();
			return new Node.Projection(apply(projection.body(), fixes), apply(projection.collection(), fixes),
					(condition != null) ? apply(condition, fixes) : null, projection.position());
		}
		return node;
	}

	private static List<Node> all(List<Node> nodes, IdentityHashMap<Node, Node> fixes) {
		return nodes.stream().map((node) -> apply(node, fixes)).toList();
	}

}
