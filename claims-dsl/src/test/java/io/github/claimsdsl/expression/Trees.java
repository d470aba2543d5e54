package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Compares, describes and spells syntax trees.
 */
final class Trees {

	private Trees() {
	}

	/** The tree without positions. */
	static Node bare(Node node) {
		if (node instanceof Node.Literal of) {
			return new Node.Literal(of.value(), 0);
		}
		if (node instanceof Node.Name of) {
			return new Node.Name(of.name(), 0);
		}
		if (node instanceof Node.Property of) {
			return new Node.Property(bare(of.target()), of.name(), 0);
		}
		if (node instanceof Node.Index of) {
			return new Node.Index(bare(of.target()), bare(of.index()), 0);
		}
		if (node instanceof Node.Method of) {
			return new Node.Method(bare(of.target()), of.name(), bare(of.arguments()), 0);
		}
		if (node instanceof Node.Call of) {
			return new Node.Call(of.function(), bare(of.arguments()), 0);
		}
		if (node instanceof Node.ListOf of) {
			return new Node.ListOf(bare(of.elements()), 0);
		}
		if (node instanceof Node.MapOf of) {
			return new Node.MapOf(of.keys(), bare(of.values()), 0);
		}
		if (node instanceof Node.Unary of) {
			return new Node.Unary(of.operator(), bare(of.operand()), 0);
		}
		if (node instanceof Node.Binary of) {
			return new Node.Binary(of.operator(), bare(of.left()), bare(of.right()), 0);
		}
		if (node instanceof Node.Conditional of) {
			return new Node.Conditional(bare(of.condition()), bare(of.then()), bare(of.otherwise()), 0);
		}
		if (node instanceof Node.Projection of) {
			return new Node.Projection(bare(of.body()), bare(of.collection()),
					(of.condition() != null) ? bare(of.condition()) : null, 0);
		}
		return new Node.Empty(0);
	}

	private static List<Node> bare(List<Node> nodes) {
		return nodes.stream().map(Trees::bare).toList();
	}

	static List<Node> children(Node node) {
		if (node instanceof Node.Property of) {
			return List.of(of.target());
		}
		if (node instanceof Node.Index of) {
			return List.of(of.target(), of.index());
		}
		if (node instanceof Node.Method of) {
			return with(of.target(), of.arguments());
		}
		if (node instanceof Node.Call of) {
			return of.arguments();
		}
		if (node instanceof Node.ListOf of) {
			return of.elements();
		}
		if (node instanceof Node.MapOf of) {
			return of.values();
		}
		if (node instanceof Node.Unary of) {
			return List.of(of.operand());
		}
		if (node instanceof Node.Binary of) {
			return List.of(of.left(), of.right());
		}
		if (node instanceof Node.Conditional of) {
			return List.of(of.condition(), of.then(), of.otherwise());
		}
		if (node instanceof Node.Projection of) {
			return (of.condition() != null) ? List.of(of.body(), of.collection(), of.condition())
					: List.of(of.body(), of.collection());
		}
		return List.of();
	}

	private static List<Node> with(Node first, List<Node> others) {
		List<Node> nodes = new ArrayList<>(List.of(first));
		nodes.addAll(others);
		return nodes;
	}

	/** Trees with less in them: a part alone, or one part less. */
	static List<Node> smaller(Node node) {
		List<Node> children = children(node);
		List<Node> smaller = new ArrayList<>(children);
		for (int i = 0; i < children.size(); i++) {
			for (Node part : smaller(children.get(i))) {
				List<Node> others = new ArrayList<>(children);
				others.set(i, part);
				smaller.add(rebuilt(node, others));
			}
		}
		return smaller;
	}

	private static Node rebuilt(Node node, List<Node> children) {
		Node first = children.get(0);
		List<Node> rest = children.subList(1, children.size());
		if (node instanceof Node.Property of) {
			return new Node.Property(first, of.name(), 0);
		}
		if (node instanceof Node.Index) {
			return new Node.Index(first, rest.get(0), 0);
		}
		if (node instanceof Node.Method of) {
			return new Node.Method(first, of.name(), List.copyOf(rest), 0);
		}
		if (node instanceof Node.Call of) {
			return new Node.Call(of.function(), List.copyOf(children), 0);
		}
		if (node instanceof Node.ListOf) {
			return new Node.ListOf(List.copyOf(children), 0);
		}
		if (node instanceof Node.MapOf of) {
			return new Node.MapOf(of.keys(), List.copyOf(children), 0);
		}
		if (node instanceof Node.Unary of) {
			return new Node.Unary(of.operator(), first, 0);
		}
		if (node instanceof Node.Binary of) {
			return new Node.Binary(of.operator(), first, rest.get(0), 0);
		}
		return (node instanceof Node.Conditional) ? new Node.Conditional(first, rest.get(0), rest.get(1), 0)
				: new Node.Projection(first, rest.get(0), (rest.size() > 1) ? rest.get(1) : null, 0);
	}

	static void walk(Node node, Consumer<Node> visitor) {
		visitor.accept(node);
		children(node).forEach((child) -> walk(child, visitor));
	}

	/** What a tree is made of, in words. */
	static Set<String> constructs(Node tree) {
		Set<String> constructs = new TreeSet<>();
		walk(tree, (node) -> constructs.add(construct(node)));
		walk(tree, (node) -> {
			if (node instanceof Node.Projection of) {
				children(of).forEach((child) -> walk(child, (inner) -> {
					if (inner instanceof Node.Projection) {
						constructs.add("projection in a projection");
					}
				}));
			}
		});
		return constructs;
	}

	private static String construct(Node node) {
		if (node instanceof Node.Binary of) {
			boolean empty = of.left() instanceof Node.Empty || of.right() instanceof Node.Empty;
			return of.operator() + (empty ? " empty" : "");
		}
		if (node instanceof Node.Unary of) {
			return "unary " + of.operator();
		}
		if (node instanceof Node.Call of) {
			return of.function() + "()"
					+ ((of.arguments().size() > 2 && of.function().equals("coalesce")) ? " of three" : "");
		}
		if (node instanceof Node.Projection of) {
			return (of.condition() != null) ? "projection if" : "projection";
		}
		if (node instanceof Node.Index of) {
			return (of.index() instanceof Node.Literal) ? "index" : "computed index";
		}
		if (node instanceof Node.Literal of) {
			Object value = of.value();
			return "literal " + ((value != null) ? value.getClass().getSimpleName() : "null");
		}
		return (node instanceof Node.Name of && of.name().equals("$")) ? "$" : node.getClass().getSimpleName();
	}

	/** The text in which every operation stands in parentheses. */
	static String parenthesized(Node tree) {
		return new Spelling(null).of(tree, Spelling.ALWAYS);
	}

	/** The text with no more parentheses than Java needs. */
	static String text(Node tree) {
		return new Spelling(null).of(tree, 0);
	}

	/** A text with no more parentheses than Java needs, or some, and any white space. */
	static String spelled(Node tree, Random random) {
		return new Spelling(random).of(tree, 0);
	}

	/** Writes trees, by Java's table of precedence. */
	private static final class Spelling {

		static final int ALWAYS = 99;

		private static final int PRIMARY = 20;

		private static final int UNARY = 14;

		private static final Map<String, Integer> JAVA = Map.ofEntries(Map.entry("*", 12), Map.entry("/", 12),
				Map.entry("%", 12), Map.entry("+", 11), Map.entry("-", 11), Map.entry("<", 9), Map.entry("<=", 9),
				Map.entry(">", 9), Map.entry(">=", 9), Map.entry("contains", 9), Map.entry("~=", 9), Map.entry("==", 8),
				Map.entry("!=", 8), Map.entry("&&", 4), Map.entry("||", 3));

		private static final List<String> SPACES = List.of(" ", " ", "  ", "\n", "\t", "\r\n ");

		private final @Nullable Random random;

		Spelling(@Nullable Random random) {
			this.random = random;
		}

		private boolean chance(int percent) {
			return this.random != null && this.random.nextInt(100) < percent;
		}

		private String space() {
			return (this.random == null || chance(80)) ? " " : SPACES.get(this.random.nextInt(SPACES.size()));
		}

		private String maybe() {
			return chance(10) ? space() : "";
		}

		String of(Node node, int outer) {
			String text = text(node, (outer == ALWAYS) ? ALWAYS : 0);
			boolean needed = precedence(node) < ((outer == ALWAYS) ? PRIMARY : outer);
			return (needed || chance(4)) ? "(" + maybe() + text + maybe() + ")" : text;
		}

		private static int precedence(Node node) {
			if (node instanceof Node.Binary of) {
				return JAVA.get(of.operator());
			}
			if (node instanceof Node.Conditional) {
				return 1;
			}
			boolean negative = node instanceof Node.Literal of && String.valueOf(of.value()).startsWith("-")
					&& of.value() instanceof Number;
			return (node instanceof Node.Unary || negative) ? UNARY : PRIMARY;
		}

		private String text(Node node, int all) {
			boolean always = all == ALWAYS;
			if (node instanceof Node.Binary of) {
				int own = precedence(of);
				int right = own + 1;
				int left = (own == 9) ? right : own;
				return of(of.left(), always ? ALWAYS : left) + spaced(of.operator())
						+ of(of.right(), always ? ALWAYS : right);
			}
			if (node instanceof Node.Unary of) {
				return unary(of, always);
			}
			if (node instanceof Node.Conditional of) {
				return of(of.condition(), always ? ALWAYS : 2) + space() + "?" + space() + of(of.then(), all) + space()
						+ ":" + space() + of(of.otherwise(), all);
			}
			if (node instanceof Node.Projection of) {
				return "(" + of(of.body(), all) + space() + "in" + space() + of(of.collection(), all)
						+ ((of.condition() != null) ? space() + "if" + space() + of(of.condition(), all) : "") + maybe()
						+ ")";
			}
			return primary(node, all);
		}

		/** Words need space around them. */
		private String spaced(String operator) {
			boolean tight = !operator.equals("contains") && !operator.equals("-") && chance(15);
			return tight ? operator : space() + operator + space();
		}

		private String unary(Node.Unary of, boolean always) {
			boolean literal = of.operand() instanceof Node.Literal;
			String operand = of(of.operand(), always ? ALWAYS : UNARY);
			boolean enclosed = of.operator().equals("-") && (literal || operand.startsWith("-"));
			return of.operator() + ((enclosed && !operand.startsWith("(")) ? "(" + operand + ")" : operand);
		}

		private String primary(Node node, int all) {
			if (node instanceof Node.Name of) {
				return of.name();
			}
			if (node instanceof Node.Property of) {
				return of(of.target(), (all == ALWAYS) ? ALWAYS : PRIMARY) + dot() + of.name();
			}
			if (node instanceof Node.Index of) {
				return of(of.target(), (all == ALWAYS) ? ALWAYS : PRIMARY) + "[" + maybe() + of(of.index(), all)
						+ maybe() + "]";
			}
			if (node instanceof Node.Method of) {
				return of(of.target(), (all == ALWAYS) ? ALWAYS : PRIMARY) + dot() + of.name() + maybe()
						+ arguments(of.arguments(), all);
			}
			if (node instanceof Node.Call of) {
				return of.function() + maybe() + arguments(of.arguments(), all);
			}
			if (node instanceof Node.ListOf of) {
				return "[" + joined(of.elements(), all) + "]";
			}
			if (node instanceof Node.MapOf of) {
				return map(of, all);
			}
			return (node instanceof Node.Literal of) ? literal(of.value()) : "empty";
		}

		private String dot() {
			return maybe() + (chance(8) ? ".?" : ".") + maybe();
		}

		private String arguments(List<Node> nodes, int all) {
			return "(" + joined(nodes, all) + maybe() + ")";
		}

		private String joined(List<Node> nodes, int all) {
			return String.join("," + space(), nodes.stream().map((node) -> of(node, all)).toList());
		}

		private String map(Node.MapOf of, int all) {
			if (of.keys().isEmpty()) {
				return "[" + maybe() + ":" + maybe() + "]";
			}
			List<String> entries = new ArrayList<>();
			for (int i = 0; i < of.keys().size(); i++) {
				entries.add(literal(of.keys().get(i)) + space() + ":" + space() + of(of.values().get(i), all));
			}
			return "[" + String.join("," + space(), entries) + "]";
		}

		private String literal(@Nullable Object value) {
			if (!(value instanceof String text)) {
				return (value instanceof Double number) ? new java.math.BigDecimal(number.toString()).toPlainString()
						: String.valueOf(value);
			}
			String quote = chance(20) ? "\"" : "'";
			String escaped = text.replace("\\", "\\\\")
				.replace("\n", "\\n")
				.replace("\t", "\\t")
				.replace(quote, "\\" + quote);
			return quote + escaped + quote;
		}

	}

}
