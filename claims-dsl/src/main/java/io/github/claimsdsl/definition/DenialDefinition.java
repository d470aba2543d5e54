package io.github.claimsdsl.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A denial as it was declared: it refuses the token if its condition is true. It is
 * skipped only if a selector does not match the token or a guard is false; if it cannot
 * be decided, the token is refused. Immutable.
 *
 * @param name the name in its policy, which is a part of its id, such as {@code deny[0]}
 * @param declaration where the denial was declared, or {@code null} for its place in the
 * policy
 * @param condition whether to refuse the token: a boolean expression, or a function that
 * returns a {@link Boolean}. The token is refused unless the result is {@code false}
 * @param when the expressions that guard the denial; all of them must be true
 * @param error the error for the client, or {@code null} for the default:
 * {@code invalid_grant} if the token has a user, {@code unauthorized_client} if it has
 * none. The default is also used if the condition needs a user and the token has none
 * @param selector the selector of this denial, which narrows the policy's
 * @since 0.1.0
 */
public record DenialDefinition(String name, @Nullable Declaration declaration, RuleValue condition, List<String> when,
		@Nullable OAuthError error, Selector selector) {

	/**
	 * Copies the guards.
	 */
	public DenialDefinition {
		when = List.copyOf(when);
	}

	/**
	 * Creates a denial without guards, whose condition is an expression.
	 * @param name the name in its policy, such as {@code deny[0]}
	 * @param condition the text of the expression
	 * @param error the error for the client, or {@code null} for the default
	 * @return the denial
	 */
	public static DenialDefinition of(String name, String condition, @Nullable OAuthError error) {
		return builder(name, new RuleValue.Expression(condition)).error(error).build();
	}

	/**
	 * Starts to build a denial.
	 * @param name the name in its policy, such as {@code deny[0]}
	 * @param condition whether to refuse the token
	 * @return a builder
	 */
	public static Builder builder(String name, RuleValue condition) {
		return new Builder(name, condition);
	}

	/**
	 * Builds a {@link DenialDefinition}. Not thread-safe.
	 */
	public static final class Builder {

		private final String name;

		private final RuleValue condition;

		private @Nullable Declaration declaration;

		private final List<String> when = new ArrayList<>();

		private @Nullable OAuthError error;

		private Selector selector = Selector.NONE;

		private Builder(String name, RuleValue condition) {
			this.name = name;
			this.condition = condition;
		}

		/**
		 * Sets where the denial was declared.
		 * @param declaration the declaration
		 * @return this builder
		 */
		public Builder declaration(Declaration declaration) {
			this.declaration = declaration;
			return this;
		}

		/**
		 * Adds a guard. If there is a guard already, both must be true.
		 * @param when the text of a boolean expression
		 * @return this builder
		 */
		public Builder when(String when) {
			this.when.add(when);
			return this;
		}

		/**
		 * Sets the error for the client.
		 * @param error the error, or {@code null} for the default
		 * @return this builder
		 */
		public Builder error(@Nullable OAuthError error) {
			this.error = error;
			return this;
		}

		/**
		 * Sets the selector of this denial, which narrows the policy's.
		 * @param selector the selector
		 * @return this builder
		 */
		public Builder selector(Selector selector) {
			this.selector = selector;
			return this;
		}

		/**
		 * Creates the denial.
		 * @return the denial
		 */
		public DenialDefinition build() {
			return new DenialDefinition(this.name, this.declaration, this.condition, this.when, this.error,
					this.selector);
		}

	}

}
