package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.boot.actuate.PolicyDescription;

import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows how often the rules of a policy ran, with which results, and how long they took.
 *
 * @param policy the policy
 * @param counts the counts, or {@code null} if rules are not counted
 */
record PolicyCoverage(PolicyDescription policy, RuleTraffic.@Nullable Counts counts) {

	static final String NEVER = "never since start";

	/**
	 * Shows how often a rule or denial ran, or returns {@code null} if rules are not
	 * counted.
	 */
	@Nullable Html show(String rule, boolean denial) {
		if (this.counts == null) {
			return null;
		}
		RuleCount count = this.counts.of(rule);
		if (count.all() == 0) {
			return element("p", css("coverage"),
					element("b", css((isReported() || !count.isNever()) ? "none" : "never"), words(rule)));
		}
		return element("div", css("coverage"),
				element("ul", css("facts"), facts(count, denial).stream().map((fact) -> element("li", fact)).toList()),
				element("p", css("muted"), time(count)));
	}

	/** Returns the text by which a search finds a rule that did not run. */
	String words(String rule) {
		if (this.counts == null || this.counts.of(rule).all() > 0) {
			return "";
		}
		if (isReported()) {
			return "not counted in report mode";
		}
		return this.counts.of(rule).isNever() ? NEVER : "none in the last step";
	}

	/**
	 * Returns whether the policy is in report mode. Its rules are not counted, because
	 * they change no token.
	 */
	private boolean isReported() {
		return this.policy.mode().equals("report");
	}

	private static List<String> facts(RuleCount count, boolean denial) {
		List<String> facts = new ArrayList<>();
		if (denial) {
			facts.add("refused " + number(count.of(Status.DENIED)));
		}
		count.times().forEach((status, times) -> {
			if (times > 0 && !(denial && status == Status.DENIED)) {
				facts.add((denial ? ofDenial(status) : status.toString()) + " " + number(times));
			}
		});
		return facts;
	}

	private static String ofDenial(Status status) {
		return switch (status) {
			case CONDITION_FALSE -> "let pass";
			case NO_USER -> "refused: no user";
			case FAILED -> "refused: failed";
			default -> status.toString();
		};
	}

	private static String time(RuleCount count) {
		String mean = time(count.mean()) + " on average";
		return (count.slowest() > 0) ? mean + ", slowest lately " + time(count.slowest()) : mean;
	}

	/** Returns the sums of all rules of the policy, in words. */
	String sum() {
		String rules = counted(this.policy.rules().size() + this.policy.denials().size(), "rule");
		if (isReported()) {
			return rules + ", report mode";
		}
		List<String> sums = (this.counts != null) ? sums(this.counts) : List.of();
		return sums.isEmpty() ? rules : rules + ": " + String.join(", ", sums);
	}

	private List<String> sums(RuleTraffic.Counts counts) {
		RuleCount claims = sum(this.policy.rules().stream().map(PolicyDescription.Rule::id), counts);
		RuleCount denials = sum(this.policy.denials().stream().map(PolicyDescription.Denial::id), counts);
		long refused = claims.of(Status.FAILED) + claims.of(Status.DENIED);
		long passed = denials.of(Status.CONDITION_FALSE);
		List<String> sums = new ArrayList<>();
		addSum(sums, "applied", claims.of(Status.APPLIED));
		addSum(sums, "skipped", claims.all() - claims.of(Status.APPLIED) - claims.of(Status.OMITTED) - refused);
		addSum(sums, "failed", claims.of(Status.OMITTED));
		addSum(sums, "refused", refused + denials.all() - passed);
		addSum(sums, "let pass", passed);
		long never = ids().filter((rule) -> counts.of(rule).isNever()).count();
		if (never > 0) {
			sums.add(number(never) + " never ran");
		}
		return sums;
	}

	private static void addSum(List<String> sums, String what, long times) {
		if (times > 0) {
			sums.add(what + " " + number(times));
		}
	}

	private Stream<String> ids() {
		return Stream.concat(this.policy.rules().stream().map(PolicyDescription.Rule::id),
				this.policy.denials().stream().map(PolicyDescription.Denial::id));
	}

	private static RuleCount sum(Stream<String> rules, RuleTraffic.Counts counts) {
		return rules.map(counts::of).reduce(RuleCount.NEVER, RuleCount::plus);
	}

	static String counted(long number, String what) {
		return number(number) + " " + what + ((number == 1) ? "" : "s");
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** Formats a time with at most three digits. */
	static String time(double nanoseconds) {
		double value = nanoseconds;
		for (String unit : List.of("ns", "µs", "ms")) {
			if (value < 999.5) {
				return String.format(Locale.ROOT, (value < 9.95 && !unit.equals("ns")) ? "%.1f %s" : "%.0f %s", value,
						unit);
			}
			value /= 1000;
		}
		return String.format(Locale.ROOT, "%.1f s", value);
	}

}
