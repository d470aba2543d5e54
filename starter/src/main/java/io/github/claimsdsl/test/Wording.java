package io.github.claimsdsl.test;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;
import io.github.claimsdsl.test.FactChange.Effect;

/**
 * The sentences for the changes of one aspect. They are format strings: argument 1 is the
 * subject, 2 the new value and 3 the old value.
 *
 * @param added the sentence for a new value
 * @param removed the sentence for a value that is gone
 * @param changed the sentence for a new value that replaces an old one, or {@code null}
 * to use the other two sentences
 * @param adding the effect of a new value; a value that is gone has the reverse effect
 */
record Wording(String added, String removed, @Nullable String changed, Effect adding) {

	private static final Wording REACHES = new Wording("%1$s now reaches %2$s", "%1$s no longer reaches %3$s", null,
			Effect.OPENS);

	private static final Wording PROPERTY = new Wording("%1$s is now `%2$s`", "%1$s is no longer `%3$s`",
			"%1$s is now `%2$s`, it was `%3$s`", Effect.CLOSES);

	static Wording of(Kind kind, Aspect aspect) {
		return switch (kind) {
			case PROPERTY -> PROPERTY;
			case CLAIM -> REACHES;
			case AUDIENCE -> ofAudience(aspect);
			case RULE -> ofRule(aspect);
			case DENIAL -> ofDenial(aspect);
		};
	}

	private static Wording ofAudience(Aspect aspect) {
		return switch (aspect) {
			case CLIENT -> new Wording("client `%2$s` may now ask for %1$s", "client `%3$s` may no longer ask for %1$s",
					null, Effect.OPENS);
			case SCOPE -> new Wording("scope `%2$s` is now defined at %1$s",
					"scope `%3$s` is no longer defined at %1$s", null, Effect.OPENS);
			case API_CLIENT -> new Wording("client `%2$s` may now introspect and exchange the tokens of %1$s",
					"client `%3$s` may no longer introspect and exchange the tokens of %1$s", null, Effect.OPENS);
			case DEFAULT_FOR -> new Wording("client `%2$s` now gets %1$s when it asks for none",
					"client `%3$s` no longer gets %1$s when it asks for none", null, Effect.OPENS);
			default -> plain(aspect);
		};
	}

	private static Wording ofRule(Aspect aspect) {
		return switch (aspect) {
			case CLAIM -> new Wording("%1$s now writes `%2$s`", "%1$s no longer writes `%3$s`",
					"%1$s is the new name of `%3$s`", Effect.OPENS);
			case VALUE -> new Wording("%1$s now has the value `%2$s`", "%1$s no longer has the value `%3$s`",
					"%1$s is now `%2$s`, it was `%3$s`", Effect.OPENS);
			case WHEN -> new Wording("%1$s now has the condition `%2$s`", "%1$s no longer has the condition `%3$s`",
					"%1$s now has the condition `%2$s` instead of `%3$s`", Effect.CLOSES);
			case REQUIRED -> new Wording("%1$s is now required", "%1$s is no longer required", null, Effect.CLOSES);
			case ON_ERROR -> new Wording("%1$s is now left out when its rule fails, the token was refused",
					"%1$s now refuses the token when its rule fails, it was left out", null, Effect.OPENS);
			case ORDER -> new Wording("%1$s now has order `%2$s`, it had `0`", "%1$s now has order `0`, it had `%3$s`",
					"%1$s now has order `%2$s`, it had `%3$s`", Effect.CHANGES);
			case MODE -> mode(Effect.CLOSES);
			default -> plain(aspect);
		};
	}

	private static Wording ofDenial(Aspect aspect) {
		return switch (aspect) {
			case WHEN -> new Wording("%1$s now refuses when `%2$s`", "%1$s no longer refuses when `%3$s`",
					"%1$s now refuses when `%2$s`, it refused when `%3$s`", Effect.CLOSES);
			case MODE -> mode(Effect.OPENS);
			default -> ofRule(aspect);
		};
	}

	private static Wording mode(Effect reporting) {
		return new Wording("%1$s is now only reported", "%1$s is now enforced, it was only reported", null, reporting);
	}

	/** Returns the sentences for an aspect that has a default. */
	private static Wording plain(Aspect aspect) {
		String words = FactSubject.words(aspect);
		return new Wording("%1$s now has the " + words + " `%2$s`, it had the default",
				"%1$s now has the default " + words + ", it had `%3$s`",
				"%1$s now has the " + words + " `%2$s`, it had `%3$s`", Effect.CHANGES);
	}

	FactChange added(String label, String value) {
		return new FactChange(this.adding, this.added.formatted(label, VisibleText.of(value), ""));
	}

	FactChange removed(String label, String value) {
		return new FactChange(this.adding.reversed(), this.removed.formatted(label, "", VisibleText.of(value)));
	}

	static FactChange changed(String format, String label, String value, String old) {
		return new FactChange(Effect.CHANGES, format.formatted(label, VisibleText.of(value), VisibleText.of(old)));
	}

}
