package io.github.claimsdsl.boot;

import java.util.List;

import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.LoginAttributes;

/**
 * The policies and audiences under {@code claims-dsl} of an environment, not yet checked
 * together. Immutable.
 *
 * @param policies the declared policies
 * @param audiences the declared audiences
 * @param options what the policies are checked against
 * @param loginAttributes the declared attributes of federated users
 * @param issues what was found wrong while reading them
 */
public record ConfiguredPolicies(List<ClaimPolicy> policies, Audiences audiences, PolicyOptions options,
		LoginAttributes loginAttributes, Issues issues) {

	/**
	 * Reads an environment.
	 * @param environment the environment
	 * @return what it declares
	 */
	public static ConfiguredPolicies read(ConfigurableEnvironment environment) {
		DeclaredSettings configuration = DeclaredSettings.read(environment);
		return new ConfiguredPolicies(configuration.policies(), configuration.audiences(),
				configuration.options(List.of()), configuration.loginAttributes(), configuration.issues());
	}

}
