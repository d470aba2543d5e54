package io.github.claimsdsl.boot;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Warns that claim policies are switched off.
 */
@AutoConfiguration
@Conditional(ClaimsDslSwitchedOffAutoConfiguration.SwitchedOff.class)
public final class ClaimsDslSwitchedOffAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ClaimsDslSwitchedOffAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton claimsDslSwitchedOffReport(Environment environment) {
		return () -> logger
			.warn(LogMessage.format("%s is '%s': no claim policy is evaluated and no audience is checked",
					SwitchedOff.PROPERTY, environment.getProperty(SwitchedOff.PROPERTY)));
	}

	/**
	 * Whether the property says anything but {@code true}.
	 */
	static final class SwitchedOff extends SpringBootCondition {

		static final String PROPERTY = "claims-dsl.enabled";

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			String enabled = context.getEnvironment().getProperty(PROPERTY, "true");
			return new ConditionOutcome(!enabled.equalsIgnoreCase("true"),
					ConditionMessage.of(PROPERTY + " is '" + enabled + "'"));
		}

	}

}
