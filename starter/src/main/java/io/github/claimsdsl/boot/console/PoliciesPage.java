package io.github.claimsdsl.boot.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.boot.actuate.PolicyDescription;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows what is declared, and where.
 */
final class PoliciesPage {

	private final List<PolicyDescription> policies;

	PoliciesPage(ClaimPolicySet policies) {
		this.policies = policies.policies().stream().map(PolicyDescription::of).toList();
	}

	Html show(ConsoleRequest request) {
		return Frame.page(request, "Policies", "policies",
				Html.all(
						element("p",
								"What is declared, and where. A rule's id is the same in logs, metrics, audit events "
										+ "and previews."),
						element("div", css("tokens"), this.policies.stream().map(PoliciesPage::policy).toList())));
	}

	/** Where the page shows a rule: what an address may have after its hash. */
	static String anchor(String rule) {
		return "rule-" + URLEncoder.encode(rule, StandardCharsets.UTF_8).replace('%', '~');
	}

	private static Html policy(PolicyDescription policy) {
		String id = "policy-" + policy.name();
		return element("article", css("token"), attribute("id", id), attribute("aria-labelledby", id + "-title"),
				element("h2", attribute("id", id + "-title"), policy.name()),
				element("dl", css("pairs"), selectors(policy.selectors()), pair("Only if", policy.when()),
						pair("Mode", policy.mode()),
						(policy.order() != 0) ? pair("Order", String.valueOf(policy.order())) : null,
						pair("Origin", policy.origin())),
				element("ul", css("claims"), policy.rules().stream().map(PoliciesPage::rule).toList(),
						policy.denials().stream().map(PoliciesPage::denial).toList()));
	}

	private static Html rule(PolicyDescription.Rule rule) {
		return element("li", css("ruled"), attribute("id", anchor(rule.id())),
				element("p", css("name"), element("b", rule.claim()), " ",
						rule.required() ? element("span", "required") : null),
				element("dl", css("pairs"), pair("Value", inJava(rule.expression())), selectors(rule.selectors()),
						pair("Only if", rule.when()), pair("Else", error(rule.error())), pair("Rule", rule.id()),
						pair("Origin", rule.origin())));
	}

	private static Html denial(PolicyDescription.Denial denial) {
		String error = error(denial.error());
		return element("li", attribute("id", anchor(denial.id())),
				element("p", css("name"),
						element("b", "Refuses with " + ((error != null) ? error : "the default error"))),
				element("dl", css("pairs"), pair("When", inJava(denial.expression())), selectors(denial.selectors()),
						pair("Only if", denial.when()), pair("Rule", denial.id()), pair("Origin", denial.origin())));
	}

	private static String inJava(@Nullable String expression) {
		return (expression != null) ? expression : "written in Java";
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
