package io.github.claimsdsl.boot;

import java.util.stream.Stream;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.rule.ExtensionBeans;

/**
 * Checks an application that has its own {@code ClaimPolicySet} bean. Stops the start if
 * that bean would silently replace other policies, or if the properties have issues.
 */
final class IgnoredPolicyCheck {

	private final ExtensionBeans extensions;

	IgnoredPolicyCheck(ExtensionBeans extensions) {
		this.extensions = extensions;
	}

	void check(DeclaredSettings configuration) {
		Issues issues = new Issues();
		issues.addAll(configuration.issues());
		configuration.policies().forEach((policy) -> issues.add(ignored(policy.declaration().origin())));
		Stream.of(ClaimPolicySource.class, ClaimArgumentResolver.class, ClaimFunctionSource.class)
			.flatMap((type) -> this.extensions.names(type).stream())
			.distinct()
			.sorted()
			.forEach((name) -> issues.add(ignored(Origin.of("bean '" + name + "'"))));
		this.extensions.ruleBeans().forEach((name) -> issues.add(ignored(Origin.of("bean '" + name + "'"))));
		issues.throwIfAny();
	}

	private static Issue ignored(Origin origin) {
		return new Issue("ignored-policy", origin, "your own ClaimPolicySet bean replaces this declaration",
				"Remove the ClaimPolicySet bean and declare its policies in a ClaimPolicySource bean, or remove this "
						+ "declaration.",
				null);
	}

}
