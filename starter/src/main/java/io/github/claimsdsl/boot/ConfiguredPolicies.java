package io.github.claimsdsl.boot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.policy.ClaimPolicy;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * The policies and audiences under {@code claims-dsl} of an environment, not yet checked
 * together. Immutable.
 *
 * @param policies the declared policies
 * @param audiences the declared audiences
 * @param ownedClaims the protected claims that policies may write
 * @param issues what was found wrong while reading them
 */
public record ConfiguredPolicies(List<ClaimPolicy> policies, Audiences audiences, Set<String> ownedClaims,
		List<Issue> issues) {

	/**
	 * Reads an environment.
	 * @param environment the environment
	 * @return what it declares
	 */
	public static ConfiguredPolicies read(ConfigurableEnvironment environment) {
		ClaimsDslConfiguration configuration = ClaimsDslConfiguration.read(environment);
		return new ConfiguredPolicies(configuration.policies(), configuration.audiences(),
				new LinkedHashSet<>(configuration.properties().ownedClaims()), configuration.issues());
	}

}
