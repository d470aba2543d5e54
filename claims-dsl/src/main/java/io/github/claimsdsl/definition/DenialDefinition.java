package io.github.claimsdsl.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A denial as declared: refuses the token where its condition holds. It is never skipped,
 * except where a selector or one of its guards does not hold. Immutable.
 *
 * @param name the name in its policy, from which its id is made, such as {@code deny[0]}
 * @param declaration where it was declared, or {@code null} for a place in its policy
 * @param condition whether to refuse: an expression that is true or false, or a function
 * that returns a {@link Boolean}; the token is refused unless it is false
 * @param when the texts of the conditions that guard it: all must hold
 * @param error the error for the client, or {@code null} for the default:
 * {@code invalid_grant} with a user, {@code unauthorized_client} without; where the
 * condition needs a user and the token has none, it is always the default
 * @param selector narrows the policy's selector
 * @since 0.1.0
 */
public record DenialDefinition(String name, @Nullable Declaration declaration, RuleValue condition, List<String> when,
		@Nullable OAuthError error, Selector selector) {

	/**
	 * Copies the conditions.
	 * @param name the name in its policy
	 * @param declaration where it was declared, or {@code null} for a place in its policy
	 * @param condition whether to refuse
	 * @param when the texts of the conditions that guard it
	 * @param error the error for the client, or {@code null} for the default
	 * @param selector narrows the policy's selector
	 */
	public DenialDefinition {
		when = List.copyOf(when);
	}

	/**
	 * Creates a denial whose condition is an expression, without guards.
	 * @param name the name in its policy, such as {@code deny[0]}
	 * @param condition the text of the expression
	 * @param error the error for the client, or {@code null} for the default
	 * @return the denial
	 */
	public static DenialDefinition of(String name, String condition, @Nullable OAuthError error) {
		return builder(name, new RuleValue.Expression(condition)).error(error).build();
	}

	/**
	 * Starts a denial.
	 * @param name the name in its policy, such as {@code deny[0]}
	 * @param condition whether to refuse
	 * @return a builder
	 */
	public static Builder builder(String name, RuleValue condition) {
		return new Builder(name, condition);
	}

	/**
	 * Collects the parts of a denial. Not thread-safe.
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
		 * Adds a guard. Where there is one already, both must hold.
		 * @param when the text of an expression
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
		 * Narrows the policy's selector.
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
