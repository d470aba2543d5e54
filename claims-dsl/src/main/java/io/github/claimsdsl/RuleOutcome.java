package io.github.claimsdsl;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What became of one selected rule; never holds a claim's value. Immutable.
 *
 * @param rule the rule's id, such as {@code example-api.email}
 * @param claim the final name of the claim, or {@code deny} for a deny rule
 * @param origin where the rule was declared
 * @param status what became of it
 * @param detail why it failed, without values, or {@code null} if it did not
 * @param failure what it threw, without messages, or {@code null} if it threw nothing
 * @since 0.1.0
 */
public record RuleOutcome(String rule, String claim, Origin origin, Status status, @Nullable String detail,
		@Nullable RuleFailure failure) {

	/**
	 * Creates the outcome of a rule that threw nothing.
	 * @param rule the rule's id
	 * @param claim the final name of the claim, or {@code deny} for a deny rule
	 * @param origin where the rule was declared
	 * @param status what became of it
	 * @param detail why it failed, without values, or {@code null} if it did not
	 */
	public RuleOutcome(String rule, String claim, Origin origin, Status status, @Nullable String detail) {
		this(rule, claim, origin, status, detail, null);
	}

	/**
	 * What became of a rule.
	 */
	public enum Status {

		/**
		 * The rule wrote its claim.
		 */
		APPLIED("applied"),

		/**
		 * Its condition, or its policy's, was false.
		 */
		CONDITION_FALSE("skipped: condition false"),

		/**
		 * Its value was {@code null}.
		 */
		NULL_VALUE("skipped: null"),

		/**
		 * A rule with a lower order had written the claim.
		 */
		OVERRIDDEN("skipped: overridden"),

		/**
		 * One of the team's own customizers had set the claim, or the mapper of userinfo,
		 * or it is a saved claim of the token that is introspected.
		 */
		ALREADY_SET("skipped: already set"),

		/**
		 * The rule needs a user and the token has none.
		 */
		NO_USER("skipped: no user"),

		/**
		 * The rule failed and its claim was left out, as {@code on-error: omit-claim}
		 * asks.
		 */
		OMITTED("failed: claim omitted"),

		/**
		 * The rule failed and the token was refused.
		 */
		FAILED("failed"),

		/**
		 * The rule refused the token.
		 */
		DENIED("denied");

		private final String text;

		Status(String text) {
			this.text = text;
		}

		/**
		 * Returns the status in words.
		 */
		@Override
		public String toString() {
			return this.text;
		}

	}

	/**
	 * Compares all but what was thrown.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RuleOutcome outcome && this.rule.equals(outcome.rule)
				&& this.claim.equals(outcome.claim) && this.origin.equals(outcome.origin)
				&& this.status == outcome.status && Objects.equals(this.detail, outcome.detail);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.rule, this.claim, this.status);
	}

	/**
	 * Returns the outcome as one line of a log.
	 */
	@Override
	public String toString() {
		String line = this.claim + ": " + this.status + ", rule " + this.rule + " (" + this.origin + ")";
		return (this.detail != null) ? line + ": " + this.detail : line;
	}

}
