package io.github.claimsdsl.expression;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * A compiled expression. Immutable; evaluated by any number of threads.
 *
 * @since 0.1.0
 */
public final class ClaimExpression {

	private final String source;

	private final Node tree;

	private final Operand operand;

	private final Type type;

	private final Set<String> inputs;

	private final Set<String> parameters;

	private final boolean readsUser;

	private final Set<String> nonNull;

	ClaimExpression(String source, Node tree, Operand operand, Type type, Facts facts) {
		this.source = source;
		this.tree = tree;
		this.operand = operand;
		this.type = type;
		this.inputs = Set.copyOf(facts.inputs());
		this.parameters = Set.copyOf(facts.parameters());
		this.nonNull = Set.copyOf(facts.nonNull());
		this.readsUser = this.inputs.stream()
			.anyMatch((path) -> path.equals("user") || path.startsWith("user.") || path.startsWith("user["));
	}

	/**
	 * What was found out about an expression.
	 *
	 * @param inputs the paths that it reads
	 * @param parameters the request parameters that it reads
	 * @param nonNull the paths that are not null where it is true
	 */
	record Facts(Set<String> inputs, Set<String> parameters, Set<String> nonNull) {
	}

	/**
	 * Evaluates the expression for one token.
	 * @param request the token about to be issued
	 * @return the value
	 * @throws EvaluationException if the expression fails on the data
	 */
	public @Nullable Object evaluate(TokenRequest request) {
		return evaluate(Inputs.of(request));
	}

	/**
	 * Evaluates the expression for one token whose data several expressions share.
	 * @param inputs the data
	 * @return the value
	 * @throws EvaluationException if the expression fails on the data
	 */
	public @Nullable Object evaluate(Inputs inputs) {
		inputs.begin();
		try {
			return this.operand.evaluate(inputs);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw inputs.failure(ex);
		}
	}

	/**
	 * Returns the type of the value.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * Returns what the expression reads, as paths such as {@code user.email}.
	 * @return the paths, unmodifiable
	 */
	public Set<String> inputs() {
		return this.inputs;
	}

	/**
	 * Returns which request parameters the expression reads.
	 * @return their names, unmodifiable
	 */
	public Set<String> parameters() {
		return this.parameters;
	}

	/**
	 * Tells whether the expression may give a map, written in it, that surely has no text
	 * under a key.
	 * @param key the key
	 * @return whether a map literal that may be the value lacks the key, or has another
	 * literal than a text, or a blank one, under it
	 */
	public boolean givesMapWithout(String key) {
		return givesMapWithout(this.tree, key);
	}

	private static boolean givesMapWithout(Node node, String key) {
		if (node instanceof Node.Conditional conditional) {
			return givesMapWithout(conditional.then(), key) || givesMapWithout(conditional.otherwise(), key);
		}
		if (!(node instanceof Node.MapOf map)) {
			return false;
		}
		int index = map.keys().lastIndexOf(key);
		return index < 0 || (map.values().get(index) instanceof Node.Literal literal
				&& !(literal.value() instanceof String text && !text.isBlank()));
	}

	/**
	 * Tells whether the expression reads the user.
	 * @return whether a path starts at {@code user}
	 */
	public boolean readsUser() {
		return this.readsUser;
	}

	/** The paths that are not null where the expression is true. */
	Set<String> nonNull() {
		return this.nonNull;
	}

	/**
	 * Returns the author's text.
	 * @return the source text
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns the expression in one spelling, so that texts can be compared: the same for
	 * texts that differ only in white space, quotes or unnecessary parentheses. It means
	 * the same as the author's text.
	 * @return the text, on one line
	 */
	public String canonical() {
		return CanonicalText.of(this.tree);
	}

	/**
	 * Returns the author's text.
	 */
	@Override
	public String toString() {
		return this.source;
	}

}
