package io.github.claimsdsl.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A rule as declared: one claim of a policy. Immutable.
 *
 * @param name the name in its policy, from which its id is made
 * @param declaration where it was declared, or {@code null} for a place in its policy
 * @param claim the name of the claim as written, before the namespace
 * @param value where its value comes from
 * @param when the texts of its conditions: all must hold
 * @param required whether the token is refused when the claim is absent once the rule has
 * run: a rule with a higher order cannot supply it, a condition that is false lifts it
 * @param error the error of that refusal, or {@code null} for the default; where the rule
 * needs a user and the token has none, it is always the default
 * @param onError what becomes of the token when the rule fails
 * @param order its place among rules that write the same claim, or {@code null} for the
 * policy's
 * @param selector narrows the policy's selector
 * @since 0.1.0
 */
public record RuleDefinition(String name, @Nullable Declaration declaration, String claim, RuleValue value,
		List<String> when, boolean required, @Nullable OAuthError error, OnError onError, @Nullable Integer order,
		Selector selector) {

	/**
	 * Copies the conditions.
	 * @param name the name in its policy
	 * @param declaration where it was declared, or {@code null} for a place in its policy
	 * @param claim the name of the claim as written
	 * @param value where its value comes from
	 * @param when the texts of its conditions
	 * @param required whether the token is refused when the claim is absent
	 * @param error the error of that refusal, or {@code null} for the default
	 * @param onError what becomes of the token when the rule fails
	 * @param order its place among rules that write the same claim, or {@code null}
	 * @param selector narrows the policy's selector
	 */
	public RuleDefinition {
		when = List.copyOf(when);
	}

	/**
	 * Creates a rule with defaults: named like its claim, unconditional, optional,
	 * refusing the token when it fails.
	 * @param claim the name of the claim as written
	 * @param value where its value comes from
	 * @return the rule
	 */
	public static RuleDefinition of(String claim, RuleValue value) {
		return builder(claim, value).build();
	}

	/**
	 * Starts a rule.
	 * @param claim the name of the claim as written
	 * @param value where its value comes from
	 * @return a builder with the defaults of {@link #of}
	 */
	public static Builder builder(String claim, RuleValue value) {
		return new Builder(claim, value);
	}

	/**
	 * Collects the parts of a rule. Not thread-safe.
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
		 * Sets the name in its policy; the claim's name if it is not called.
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
		 * Adds a condition. Where there is one already, both must hold.
		 * @param when the text of an expression, or {@code null} for none
		 * @return this builder
		 */
		public Builder when(@Nullable String when) {
			if (when != null) {
				this.when.add(when);
			}
			return this;
		}

		/**
		 * Sets whether the token is refused when the claim is absent.
		 * @param required whether it is
		 * @return this builder
		 */
		public Builder required(boolean required) {
			this.required = required;
			return this;
		}

		/**
		 * Sets the error of that refusal.
		 * @param error the error, or {@code null} for the default
		 * @return this builder
		 */
		public Builder error(@Nullable OAuthError error) {
			this.error = error;
			return this;
		}

		/**
		 * Sets what becomes of the token when the rule fails.
		 * @param onError what becomes of it
		 * @return this builder
		 */
		public Builder onError(OnError onError) {
			this.onError = onError;
			return this;
		}

		/**
		 * Sets the place among rules that write the same claim.
		 * @param order lower runs first; {@code null} for the policy's order
		 * @return this builder
		 */
		public Builder order(@Nullable Integer order) {
			this.order = order;
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
		 * Creates the rule.
		 * @return the rule
		 */
		public RuleDefinition build() {
			return new RuleDefinition(this.name, this.declaration, this.claim, this.value, this.when, this.required,
					this.error, this.onError, this.order, this.selector);
		}

	}

}
