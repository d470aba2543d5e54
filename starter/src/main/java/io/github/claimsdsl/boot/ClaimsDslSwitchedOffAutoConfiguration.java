package io.github.claimsdsl.boot;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.Issues;

/**
 * Auto-configuration that logs a warning when {@code claims-dsl.enabled} is false. A
 * value that only YAML reads as false, such as {@code no}, stops the start.
 */
@AutoConfiguration
@Conditional(ConditionalOnClaimsDsl.SwitchedOff.class)
public final class ClaimsDslSwitchedOffAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ClaimsDslSwitchedOffAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton claimsDslSwitchedOffReport(ConfigurableEnvironment environment) {
		Issues all = new Issues();
		new YamlScalars(all).check(ConfigurationPropertySources.get(environment));
		Issues issues = new Issues();
		all.inOrder()
			.stream()
			.filter((issue) -> issue.origin().subject().equals(ConditionalOnClaimsDsl.PROPERTY))
			.forEach(issues::add);
		issues.throwIfAny();
		return () -> logger.warn(
				ConditionalOnClaimsDsl.PROPERTY + " is false: no claim policy is evaluated and no audience is checked");
	}

}
