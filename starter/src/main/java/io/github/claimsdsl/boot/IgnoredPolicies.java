package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Stops the start where the application's own policy set would leave other policies out
 * in silence, or where its properties are wrong.
 */
final class IgnoredPolicies {

	private final ListableBeanFactory beanFactory;

	IgnoredPolicies(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void check(ClaimsDslConfiguration configuration) {
		List<Issue> issues = new ArrayList<>(configuration.issues());
		configuration.policies().forEach((policy) -> issues.add(ignored(policy.origins().of(""))));
		Arrays.stream(this.beanFactory.getBeanNamesForAnnotation(ClaimRule.class))
			.sorted()
			.forEach((name) -> issues.add(ignored(Origin.of("bean '" + name + "'"))));
		if (!issues.isEmpty()) {
			throw new ClaimPolicyException(issues);
		}
	}

	private static Issue ignored(Origin origin) {
		return new Issue("ignored-policy", origin, "your own ClaimPolicySet bean replaces this policy",
				"Remove that bean and declare its policies in a ClaimPolicySource bean, or remove this policy.", null);
	}

}
