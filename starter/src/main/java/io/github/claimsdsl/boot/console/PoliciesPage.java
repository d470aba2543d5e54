package io.github.claimsdsl.boot.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.boot.actuate.PolicyDescription;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the declared policies, where they are declared, and how often their rules ran.
 */
final class PoliciesPage {

	private final List<PolicyDescription> policies;

	private final RuleTraffic traffic;

	private final RecentDecisions decisions;

	PoliciesPage(ClaimPolicySet policies, RuleTraffic traffic, RecentDecisions decisions) {
		this.policies = policies.policies().stream().map(PolicyDescription::of).toList();
		this.traffic = traffic;
		this.decisions = decisions;
	}

	/**
	 * Returns the anchor of a rule in the page, with characters that an address may have
	 * after its hash.
	 */
	static String anchor(String rule) {
		return "rule-" + URLEncoder.encode(rule, StandardCharsets.UTF_8).replace('%', '~');
	}

	Html show(ConsoleRequest request) {
		RuleTraffic.Counts counts = this.traffic.read();
		SearchForm search = new SearchForm(request, "policies");
		List<PolicySection> sections = this.policies.stream()
			.map((policy) -> PolicySection.of(policy, counts, search))
			.filter(Objects::nonNull)
			.toList();
		return Frame.page(request, "Policies", "policies", all(
				element("p",
						"All policies of this server, and where they are declared. A rule has the same id in logs, "
								+ "metrics, audit events and previews."),
				about(counts), search.show("department never"),
				element("p", attribute("role", "status"),
						SearchForm.count(sections.size(), this.policies.size(), "policy", "policies")),
				sections.isEmpty() ? null : index(sections), sections.stream().map(PolicySection::show).toList()));
	}

	/** Explains what the counts mean, or why there are none. */
	private Html about(RuleTraffic.@Nullable Counts counts) {
		if (counts == null) {
			return element("p", css("muted"), "This server does not count rules. Add ",
					element("code", "spring-boot-starter-actuator"),
					" to see how often each rule applied, and how long it took.");
		}
		if (counts.steps() != null) {
			return element("p", css("muted"), element("code", counts.steps()),
					" starts counting again in each step. The counts and times below are those of its last whole step.");
		}
		if (counts.rules().isEmpty() && this.decisions.all().stream().anyMatch((seen) -> !seen.rules().isEmpty())) {
			return element("p", css("muted"), "Rules have run, but Micrometer did not count them. Check whether a ",
					element("code", "MeterFilter"), " or ", element("code", "management.metrics.enable"), " switches ",
					element("code", "claims.rule"), " off or renames it.");
		}
		return element("p", css("muted"),
				"The counts are those of this server since its start. They include tokens and answers of userinfo and "
						+ "introspection, but no previews. The slowest run is the slowest of the last few minutes.");
	}

	private static Html index(List<PolicySection> sections) {
		return element("nav", attribute("aria-label", "Policies"), css("index"),
				element("ul", sections.stream().map(PolicySection::entry).toList()));
	}

}
