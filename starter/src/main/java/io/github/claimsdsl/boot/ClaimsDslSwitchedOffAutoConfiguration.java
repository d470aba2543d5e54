package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;

/**
 * Warns that claim policies are switched off.
 */
@AutoConfiguration
@Conditional(ConditionalOnClaimsDsl.SwitchedOff.class)
public final class ClaimsDslSwitchedOffAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ClaimsDslSwitchedOffAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton claimsDslSwitchedOffReport(ConfigurableEnvironment environment) {
		List<Issue> issues = new ArrayList<>();
		new YamlScalars(issues).check(ConfigurationPropertySources.get(environment));
		issues.removeIf((issue) -> !issue.origin().subject().equals(ConditionalOnClaimsDsl.PROPERTY));
		if (!issues.isEmpty()) {
			throw new ClaimPolicyException(issues);
		}
		return () -> logger.warn(
				ConditionalOnClaimsDsl.PROPERTY + " is false: no claim policy is evaluated and no audience is checked");
	}

}
