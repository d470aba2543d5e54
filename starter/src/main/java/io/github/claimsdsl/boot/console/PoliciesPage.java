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
						"What is declared, and where. A rule's id is the same in logs, metrics, audit events "
								+ "and previews."),
				about(counts), search.show("department never"),
				element("p", attribute("role", "status"),
						SearchForm.count(sections.size(), this.policies.size(), "policy", "policies")),
				sections.isEmpty() ? null : index(sections), sections.stream().map(PolicySection::show).toList()));
	}

	/** Explains what the counts mean, or why there are none. */
	private Html about(RuleTraffic.@Nullable Counts counts) {
		if (counts == null) {
			return element("p", css("muted"), "Rules are not counted here. Add ",
					element("code", "spring-boot-starter-actuator"),
					" to see how often each rule applied, and how long it took.");
		}
		if (counts.steps() != null) {
			return element("p", css("muted"), element("code", counts.steps()),
					" counts anew in each step: counts and times are of its last whole step, not since the start.");
		}
		if (counts.rules().isEmpty() && this.decisions.all().stream().anyMatch((seen) -> !seen.rules().isEmpty())) {
			return element("p", css("muted"), "Rules have run, but were not counted: a ",
					element("code", "MeterFilter"), " or ", element("code", "management.metrics.enable"),
					" must have switched ", element("code", "claims.rule"), " off or renamed it.");
		}
		return element("p", css("muted"),
				"Counted on this server since its start, for tokens and for answers of userinfo and introspection, but not "
						+ "for previews. The slowest run is that of the last few minutes.");
	}

	private static Html index(List<PolicySection> sections) {
		return element("nav", attribute("aria-label", "Policies"), css("index"),
				element("ul", sections.stream().map(PolicySection::entry).toList()));
	}

}
