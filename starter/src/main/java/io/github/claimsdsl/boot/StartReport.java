package io.github.claimsdsl.boot;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.log.LogMessage;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Logs in one line which policies are in force, and warns of policies that are not
 * enforced or whose namespace runs into the names of their claims.
 */
final class StartReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartReport.class);

	private final ClaimPolicySet policies;

	private final int audiences;

	private final boolean enforcing;

	private final String users;

	private final @Nullable String console;

	private final List<Issue> warnings;

	/**
	 * Creates the report.
	 * @param policies the policies
	 * @param audiences the number of audiences
	 * @param enforcing whether decisions are enforced
	 * @param users where users come from, in words
	 * @param console the path of the console, or {@code null} if it is off
	 * @param warnings what to warn of
	 */
	StartReport(ClaimPolicySet policies, int audiences, boolean enforcing, String users, @Nullable String console,
			List<Issue> warnings) {
		this.policies = policies;
		this.audiences = audiences;
		this.enforcing = enforcing;
		this.users = users;
		this.console = console;
		this.warnings = List.copyOf(warnings);
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<ClaimPolicy> declared = this.policies.policies();
		logger
			.info(LogMessage.format("Claim policies: %d, rules: %d, denials: %d, audiences: %d, mode: %s, users: %s%s",
					declared.size(), declared.stream().mapToInt((policy) -> policy.claims().size()).sum(),
					declared.stream().mapToInt((policy) -> policy.denials().size()).sum(), this.audiences,
					this.enforcing ? "enforce" : "report", this.users,
					(this.console != null) ? ", console at " + this.console : ""));
		this.warnings.forEach(logger::warn);
		if (!this.enforcing) {
			logger.warn(
					"claims-dsl.mode is report: Claims DSL only logs decisions. It writes no claims, refuses no tokens "
							+ "and checks no audiences");
		}
		if (declared.isEmpty()) {
			logger.warn("No claim policies are declared: declare @ClaimRule beans or claims-dsl.policies");
		}
		declared.stream().filter((policy) -> policy.mode() == Mode.REPORT).forEach(StartReport::warn);
		declared.forEach(StartReport::warnOfJoinedNames);
	}

	private static void warn(ClaimPolicy policy) {
		String denials = policy.denials()
			.stream()
			.map(policy::id)
			.collect(Collectors.joining(", ", ", and its denials ", " refuse nothing"));
		logger.warn(LogMessage.format("Policy '%s' is in mode report: it writes no claim%s", policy.name(),
				policy.denials().isEmpty() ? "" : denials));
	}

	private static void warnOfJoinedNames(ClaimPolicy policy) {
		String namespace = policy.namespace();
		if (namespace.isEmpty() || !Character.isLetterOrDigit(namespace.codePointBefore(namespace.length()))) {
			return;
		}
		policy.claims()
			.stream()
			.filter((rule) -> !policy.claimName(rule).equals(rule.claim()))
			.findFirst()
			.ifPresent((rule) -> logger.warn(LogMessage.format(
					"The namespace '%s' of policy '%s' does not end with a character such as / or :, so its claim '%s' "
							+ "is named '%s'",
					namespace, policy.name(), rule.claim(), policy.claimName(rule))));
	}

}
