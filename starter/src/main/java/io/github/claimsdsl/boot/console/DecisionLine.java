package io.github.claimsdsl.boot.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenType;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows a decision as one line, with its rules in a part that opens on demand.
 *
 * @param decision the decision
 * @param request the request for the page
 */
record DecisionLine(SeenDecision decision, ConsoleRequest request) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d, HH:mm:ss", Locale.ENGLISH)
		.withZone(ZoneId.systemDefault());

	private static final Set<Status> SKIPPED = EnumSet.of(Status.CONDITION_FALSE, Status.NULL_VALUE, Status.OVERRIDDEN,
			Status.ALREADY_SET, Status.ALREADY_SET_SAME, Status.NO_USER);

	private static final Set<Status> DIFFERENT = EnumSet.of(Status.ALREADY_SET_OTHER, Status.ALREADY_SET_LEFT_OUT);

	/** Returns the text that a search looks at. */
	String words() {
		List<@Nullable String> words = new ArrayList<>(Arrays.asList(outcome(), what(), this.decision.error(),
				this.decision.reason(), this.decision.client(), this.decision.grantType(), this.decision.audience()));
		words.add(this.decision.refreshed() ? "refreshed" : null);
		words.add(this.decision.isReported() ? "report mode" : null);
		words.add((count(this.decision.reported(), DIFFERENT) > 0) ? "different" : null);
		this.decision.rules().forEach((rule) -> words.add(rule.rule()));
		this.decision.reported().forEach((rule) -> words.add(rule.rule()));
		return String.join(" ", words.stream().filter(StringUtils::hasText).toList());
	}

	private String outcome() {
		return switch (this.decision.outcome()) {
			case ISSUED -> isAnswer() ? "Answered" : "Issued";
			case REFUSED -> "Refused";
			case WOULD_BE_REFUSED -> "Would be refused";
		};
	}

	private boolean isAnswer() {
		return TokenType.of(this.decision.what()).filter((type) -> !type.isToken()).isPresent();
	}

	private String what() {
		return TokenType.of(this.decision.what())
			.map(TokenSection::title)
			.orElse(StringUtils.capitalize(this.decision.what()));
	}

	Html show() {
		return element("li", css(style()), attribute("id", "decision-" + this.decision.number()), time(),
				element("p", css("outcome " + style()), element("strong", outcome()), " ",
						(this.decision.error() != null) ? element("code", this.decision.error()) : null),
				element("div", element("p", element("b", name(this.decision.client())), " ", description()),
						(this.decision.reason() != null)
								? element("p", css("muted"), StringUtils.capitalize(this.decision.reason())) : null),
				rules());
	}

	private String style() {
		return switch (this.decision.outcome()) {
			case ISSUED -> "issued";
			case REFUSED -> "refused";
			case WOULD_BE_REFUSED -> "reported";
		};
	}

	private Html time() {
		Instant time = Instant.ofEpochMilli(this.decision.time());
		return element("time", attribute("datetime", time.truncatedTo(ChronoUnit.MILLIS)), TIME.format(time));
	}

	private static String name(@Nullable String client) {
		return (client != null) ? client : "unknown client";
	}

	private List<Html> description() {
		List<Html> parts = new ArrayList<>();
		parts.add(element("span", what()));
		if (this.decision.grantType() != null) {
			parts.add(Html.all(" by ",
					element("span", this.decision.grantType() + (this.decision.refreshed() ? ", refreshed" : ""))));
		}
		if (this.decision.audience() != null) {
			parts.add(Html.all(" for ", element("span", this.decision.audience())));
		}
		return parts;
	}

	private @Nullable Html rules() {
		if (this.decision.rules().isEmpty() && this.decision.reported().isEmpty()) {
			return element("p", css("muted"), (this.decision.reason() != null) ? "not by a rule" : "no rule");
		}
		return element("details", element("summary", summary()), list(this.decision.rules()),
				this.decision.reported().isEmpty() ? null : List
					.of(element("p", css("muted"), "If every policy were enforced:"), list(this.decision.reported())));
	}

	private String summary() {
		List<RuleOutcome> rules = this.decision.rules().isEmpty() ? this.decision.reported() : this.decision.rules();
		long applied = count(rules, Set.of(Status.APPLIED));
		long skipped = count(rules, SKIPPED);
		long others = rules.size() - applied - skipped - count(rules, DIFFERENT);
		long different = count(this.decision.reported(), DIFFERENT);
		return applied + " applied, " + skipped + " skipped" + ((others > 0) ? ", " + others + " failed or denied" : "")
				+ ((different > 0) ? ", " + different + " different" : "")
				+ (this.decision.reported().isEmpty() ? "" : ", report mode");
	}

	private static long count(List<RuleOutcome> rules, Set<Status> statuses) {
		return rules.stream().filter((rule) -> statuses.contains(rule.status())).count();
	}

	private @Nullable Html list(List<RuleOutcome> rules) {
		return rules.isEmpty() ? null : element("ul", rules.stream()
			.map((rule) -> element("li",
					element("a",
							attribute("href", this.request.link("policies") + "#" + PoliciesPage.anchor(rule.rule())),
							rule.rule()),
					" ", rule.status().toString()))
			.toList());
	}

}
