package io.github.claimsdsl;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one selected rule. Never holds a claim's value. Immutable.
 *
 * @param rule the rule's id, such as {@code example-api.email}
 * @param claim the final name of the claim, or {@code deny} for a deny rule
 * @param origin where the rule was declared
 * @param status the outcome
 * @param detail why the rule failed or would leave its claim out, without claim values,
 * or {@code null} if it did neither
 * @param failure what the rule threw, without messages, or {@code null} if it threw
 * nothing
 * @since 0.1.0
 */
public record RuleOutcome(String rule, String claim, Origin origin, Status status, @Nullable String detail,
		@Nullable RuleFailure failure) {

	/**
	 * Creates the outcome of a rule that threw nothing.
	 * @param rule the rule's id
	 * @param claim the final name of the claim, or {@code deny} for a deny rule
	 * @param origin where the rule was declared
	 * @param status the outcome
	 * @param detail why the rule failed, without claim values, or {@code null} if it did
	 * not fail
	 */
	public RuleOutcome(String rule, String claim, Origin origin, Status status, @Nullable String detail) {
		this(rule, claim, origin, status, detail, null);
	}

	/**
	 * The kinds of outcomes.
	 */
	public enum Status {

		/**
		 * The rule wrote its claim.
		 */
		APPLIED("applied"),

		/**
		 * The rule was skipped: its condition or its policy's condition was false.
		 */
		CONDITION_FALSE("skipped: condition false"),

		/**
		 * The value was {@code null}. The claim was left out, or the token was refused
		 * because the claim is required.
		 */
		NULL_VALUE("no value"),

		/**
		 * The rule was skipped: a rule with a lower order had written the claim.
		 */
		OVERRIDDEN("skipped: overridden"),

		/**
		 * The rule was skipped: the claim was there before the policies ran. One of the
		 * team's own customizers or its userinfo mapper had set it, or it is stored with
		 * the token that is introspected.
		 */
		ALREADY_SET("skipped: already set"),

		/**
		 * The claim was there before the policies ran, and the rule would write the same
		 * value. Only decisions that are reported compare values.
		 */
		ALREADY_SET_SAME("skipped: already set, to the same value"),

		/**
		 * The claim was there before the policies ran, and the rule would write another
		 * value. Only decisions that are reported compare values.
		 */
		ALREADY_SET_OTHER("skipped: already set, to another value"),

		/**
		 * The claim was there before the policies ran, and the policies would leave it
		 * out. The rule is the last one that could have written it. Only decisions that
		 * are reported tell this.
		 */
		ALREADY_SET_LEFT_OUT("skipped: already set, would be left out"),

		/**
		 * The rule needs a user and the token has none. The rule was skipped, or the
		 * token was refused because the claim is required or the rule is a denial.
		 */
		NO_USER("no user"),

		/**
		 * The rule failed and its claim was left out, because the rule says
		 * {@code on-error: omit-claim}.
		 */
		OMITTED("failed: claim omitted"),

		/**
		 * The rule failed and the token was refused. If the claim was there before the
		 * policies ran, the rule failed only where its value was compared in report mode,
		 * and that refuses nothing.
		 */
		FAILED("failed"),

		/**
		 * The rule refused the token, or would have done so where its value was compared
		 * in report mode.
		 */
		DENIED("denied");

		private final String text;

		Status(String text) {
			this.text = text;
		}

		/**
		 * Returns whether the claim was there before the policies ran.
		 * @return {@code true} for {@link #ALREADY_SET} and the statuses that also say
		 * what the rule would have done
		 */
		public boolean isAlreadySet() {
			return switch (this) {
				case ALREADY_SET, ALREADY_SET_SAME, ALREADY_SET_OTHER, ALREADY_SET_LEFT_OUT -> true;
				default -> false;
			};
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
	 * Compares everything except the failure, because two exceptions are never equal.
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
	 * Returns the outcome as one line for a log.
	 */
	@Override
	public String toString() {
		String line = this.claim + ": " + this.status + ", rule " + this.rule + " (" + this.origin + ")";
		return (this.detail != null) ? line + ": " + this.detail : line;
	}

}
