package io.github.claimsdsl.expression;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * A compiled expression. Immutable and thread-safe.
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
	 * What the checker found out about an expression.
	 *
	 * @param inputs the paths that the expression reads
	 * @param parameters the names of the request parameters that the expression reads
	 * @param nonNull the paths that are not null if the expression is true
	 */
	record Facts(Set<String> inputs, Set<String> parameters, Set<String> nonNull) {
	}

	/**
	 * Evaluates the expression for one token.
	 * @param request the token that is about to be issued
	 * @return the value
	 * @throws EvaluationException if the expression fails on this data
	 */
	public @Nullable Object evaluate(TokenRequest request) {
		return evaluate(Inputs.of(request));
	}

	/**
	 * Evaluates the expression for one token, on data that several expressions share.
	 * @param inputs the data
	 * @return the value
	 * @throws EvaluationException if the expression fails on this data
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
	 * Returns the paths that the expression reads, such as {@code user.email}.
	 * @return the paths, unmodifiable
	 */
	public Set<String> inputs() {
		return this.inputs;
	}

	/**
	 * Returns the names of the request parameters that the expression reads.
	 * @return the names, unmodifiable
	 */
	public Set<String> parameters() {
		return this.parameters;
	}

	/**
	 * Tells whether the value may be a map literal that certainly has no text under a
	 * key.
	 * @param key the key
	 * @return {@code true} if a map literal that may be the value lacks the key, or has
	 * under it a blank text or a literal that is no text
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
	 * @return {@code true} if a path starts at {@code user}
	 */
	public boolean readsUser() {
		return this.readsUser;
	}

	/** Returns the paths that are not null if the expression is true. */
	Set<String> nonNull() {
		return this.nonNull;
	}

	/**
	 * Returns the text of the expression, as its author wrote it.
	 * @return the source text
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns the expression in its canonical form, so that expressions can be compared.
	 * Texts that differ only in white space, quotes or unnecessary parentheses have the
	 * same canonical form. It means the same as the author's text.
	 * @return the canonical text, on one line
	 */
	public String canonical() {
		return CanonicalText.of(this.tree);
	}

	/**
	 * Returns the text of the expression, as its author wrote it.
	 */
	@Override
	public String toString() {
		return this.source;
	}

}
