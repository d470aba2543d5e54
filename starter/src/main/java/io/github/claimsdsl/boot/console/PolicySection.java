package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.boot.actuate.PolicyDescription;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows a policy, with the rules and denials that a search found.
 *
 * @param policy the policy
 * @param coverage shows how often its rules ran
 * @param rules the rules and denials that are shown
 */
record PolicySection(PolicyDescription policy, PolicyCoverage coverage, List<Html> rules) {

	/** Returns the section, or {@code null} if the search found nothing in the policy. */
	static @Nullable PolicySection of(PolicyDescription policy, RuleTraffic.@Nullable Counts counts,
			SearchForm search) {
		PolicyCoverage coverage = new PolicyCoverage(policy, counts);
		String about = text(policy.name(), policy.selectors(), policy.when(), policy.mode(), policy.origin());
		List<Html> rules = new ArrayList<>();
		policy.rules()
			.stream()
			.filter((rule) -> search.finds(about + text(rule) + coverage.words(rule.id())))
			.forEach((rule) -> rules.add(rule(rule, coverage)));
		policy.denials()
			.stream()
			.filter((denial) -> search.finds(about + text(denial) + coverage.words(denial.id())))
			.forEach((denial) -> rules.add(denial(denial, coverage)));
		return rules.isEmpty() ? null : new PolicySection(policy, coverage, rules);
	}

	private static String text(PolicyDescription.Rule rule) {
		return text(rule.claim(), rule.id(), rule.origin(), rule.expression(), rule.when(), rule.selectors(),
				rule.required() ? "required" : null, error(rule.error()));
	}

	private static String text(PolicyDescription.Denial denial) {
		return text("refuses", denial.id(), denial.origin(), denial.expression(), denial.when(), denial.selectors(),
				error(denial.error()));
	}

	private static String text(@Nullable Object... parts) {
		return Arrays.stream(parts).filter(Objects::nonNull).map((part) -> part + " ").collect(Collectors.joining());
	}

	/** Shows the line of the policy in the index. */
	Html entry() {
		return element("li", element("a", attribute("href", "#" + id()), this.policy.name()), " ",
				element("span", css("muted"), this.coverage.sum()));
	}

	private String id() {
		return "policy-" + this.policy.name();
	}

	Html show() {
		return element("article", css("token policy"), attribute("id", id()),
				attribute("aria-labelledby", id() + "-title"),
				element("div", css("title"), element("h2", attribute("id", id() + "-title"), this.policy.name()),
						element("p", css("muted"), this.coverage.sum())),
				element("dl", css("pairs"), selectors(this.policy.selectors()), code("Only if", this.policy.when()),
						pair("Mode", this.policy.mode()),
						(this.policy.order() != 0) ? pair("Order", String.valueOf(this.policy.order())) : null,
						pair("Origin", this.policy.origin())),
				element("ul", css("claims"), this.rules));
	}

	private static Html rule(PolicyDescription.Rule rule, PolicyCoverage coverage) {
		return element("li", css("ruled"), attribute("id", PoliciesPage.anchor(rule.id())),
				element("p", css("name"), element("b", rule.claim()), " ",
						rule.required() ? element("span", "required") : null),
				element("div", css("declared"),
						element("dl", css("pairs"), value("Value", rule.expression()), code("Only if", rule.when()),
								selectors(rule.selectors()), pair("Else", error(rule.error()))),
						source(rule.id(), rule.origin())),
				coverage.show(rule.id(), false));
	}

	private static Html denial(PolicyDescription.Denial denial, PolicyCoverage coverage) {
		String error = error(denial.error());
		return element("li", css("denial"), attribute("id", PoliciesPage.anchor(denial.id())),
				element("p", css("name"),
						element("b", "Refuses with " + ((error != null) ? error : "the default error"))),
				element("div", css("declared"),
						element("dl", css("pairs"), value("When", denial.expression()), code("Only if", denial.when()),
								selectors(denial.selectors())),
						source(denial.id(), denial.origin())),
				coverage.show(denial.id(), true));
	}

	private static Html source(String rule, String origin) {
		return element("dl", css("pairs source"), pair("Rule", rule), pair("Origin", origin));
	}

	private static Html value(String name, @Nullable String expression) {
		return element("div", element("dt", name), " ",
				element("dd", (expression != null) ? element("code", expression) : "written in Java"));
	}

	private static @Nullable Html code(String name, @Nullable String expression) {
		return (expression != null) ? value(name, expression) : null;
	}

	private static @Nullable String error(@Nullable OAuthError error) {
		if (error == null) {
			return null;
		}
		return (error.description() != null) ? error.code() + ": " + error.description() : error.code();
	}

	private static List<Html> selectors(Map<String, Collection<String>> selectors) {
		return selectors.entrySet()
			.stream()
			.map((selector) -> element("div", element("dt", selector.getKey()), " ",
					element("dd", String.join(", ", selector.getValue()))))
			.toList();
	}

	private static @Nullable Html pair(String name, @Nullable String value) {
		return (value == null || value.isBlank()) ? null
				: element("div", element("dt", name), " ", element("dd", value));
	}

}
