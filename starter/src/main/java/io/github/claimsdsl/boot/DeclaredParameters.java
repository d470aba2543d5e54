package io.github.claimsdsl.boot;

import java.util.List;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.spring.rule.ParameterNames;

/**
 * Checks the names under {@code claims-dsl.request-parameters}.
 */
final class DeclaredParameters {

	private final PropertyOrigins origins;

	private final Issues issues;

	DeclaredParameters(PropertyOrigins origins, Issues issues) {
		this.origins = origins;
		this.issues = issues;
	}

	void check(List<String> names) {
		for (int i = 0; i < names.size(); i++) {
			Origin origin = this.origins.of(ClaimsDslProperties.PREFIX + ".request-parameters[" + i + "]");
			Issue issue = ParameterNames.check(names.get(i), origin);
			if (issue != null) {
				this.issues.add(issue);
			}
			else if (names.indexOf(names.get(i)) < i) {
				this.issues.add("request-parameter", origin,
						"the request parameter '" + names.get(i) + "' is named twice", "Remove one.");
			}
		}
	}

}
