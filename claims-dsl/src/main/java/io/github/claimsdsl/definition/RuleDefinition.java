package io.github.claimsdsl.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A rule as it was declared: it writes one claim of a policy. Immutable.
 *
 * @param name the name in its policy, which is a part of its id
 * @param declaration where the rule was declared, or {@code null} for its place in the
 * policy
 * @param claim the name of the claim, before the namespace is added
 * @param value how the value is computed
 * @param when the conditions of the rule, as expressions; all of them must be true
 * @param required whether the token is refused if the claim is absent after this rule has
 * run. A rule with a higher order runs too late to supply the claim. If a condition of
 * this rule is false, the claim is not required
 * @param error the error for the client if a required claim is absent, or {@code null}
 * for the default. The default is also used if the rule needs a user and the token has
 * none
 * @param onError what happens to the token if the rule fails
 * @param order the order among rules that write the same claim, or {@code null} for the
 * policy's order
 * @param selector the selector of this rule, which narrows the policy's
 * @since 0.1.0
 */
public record RuleDefinition(String name, @Nullable Declaration declaration, String claim, RuleValue value,
		List<String> when, boolean required, @Nullable OAuthError error, OnError onError, @Nullable Integer order,
		Selector selector) {

	/**
	 * Copies the conditions.
	 */
	public RuleDefinition {
		when = List.copyOf(when);
	}

	/**
	 * Creates a rule with the defaults: it has the name of its claim and no condition,
	 * the claim is not required, and the token is refused if the rule fails.
	 * @param claim the name of the claim, before the namespace is added
	 * @param value how the value is computed
	 * @return the rule
	 */
	public static RuleDefinition of(String claim, RuleValue value) {
		return builder(claim, value).build();
	}

	/**
	 * Starts to build a rule.
	 * @param claim the name of the claim, before the namespace is added
	 * @param value how the value is computed
	 * @return a builder with the defaults of {@link #of}
	 */
	public static Builder builder(String claim, RuleValue value) {
		return new Builder(claim, value);
	}

	/**
	 * Builds a {@link RuleDefinition}. Not thread-safe.
	 */
	public static final class Builder {

		private final String claim;

		private final RuleValue value;

		private String name;

		private @Nullable Declaration declaration;

		private final List<String> when = new ArrayList<>();

		private boolean required;

		private @Nullable OAuthError error;

		private OnError onError = OnError.REFUSE;

		private @Nullable Integer order;

		private Selector selector = Selector.NONE;

		private Builder(String claim, RuleValue value) {
			this.claim = claim;
			this.name = claim;
			this.value = value;
		}

		/**
		 * Sets the name in the policy. The default is the name of the claim.
		 * @param name the name
		 * @return this builder
		 */
		public Builder name(String name) {
			this.name = name;
			return this;
		}

		/**
		 * Sets where the rule was declared.
		 * @param declaration the declaration
		 * @return this builder
		 */
		public Builder declaration(Declaration declaration) {
			this.declaration = declaration;
			return this;
		}

		/**
		 * Adds a condition. If there is a condition already, both must be true.
		 * @param when the text of a boolean expression, or {@code null} to add none
		 * @return this builder
		 */
		public Builder when(@Nullable String when) {
			if (when != null) {
				this.when.add(when);
			}
			return this;
		}

		/**
		 * Sets whether the token is refused if the claim is absent. The default is
		 * {@code false}.
		 * @param required whether the claim is required
		 * @return this builder
		 */
		public Builder required(boolean required) {
			this.required = required;
			return this;
		}

		/**
		 * Sets the error for the client if a required claim is absent.
		 * @param error the error, or {@code null} for the default
		 * @return this builder
		 */
		public Builder error(@Nullable OAuthError error) {
			this.error = error;
			return this;
		}

		/**
		 * Sets what happens to the token if the rule fails. By default it is refused.
		 * @param onError what happens to the token
		 * @return this builder
		 */
		public Builder onError(OnError onError) {
			this.onError = onError;
			return this;
		}

		/**
		 * Sets the order among rules that write the same claim.
		 * @param order the order, lower runs first; or {@code null} for the policy's
		 * order
		 * @return this builder
		 */
		public Builder order(@Nullable Integer order) {
			this.order = order;
			return this;
		}

		/**
		 * Sets the selector of this rule, which narrows the policy's.
		 * @param selector the selector
		 * @return this builder
		 */
		public Builder selector(Selector selector) {
			this.selector = selector;
			return this;
		}

		/**
		 * Creates the rule.
		 * @return the rule
		 */
		public RuleDefinition build() {
			return new RuleDefinition(this.name, this.declaration, this.claim, this.value, this.when, this.required,
					this.error, this.onError, this.order, this.selector);
		}

	}

}
