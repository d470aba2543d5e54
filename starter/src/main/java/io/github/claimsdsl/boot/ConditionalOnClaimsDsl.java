package io.github.claimsdsl.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code claims-dsl.enabled} is false. It also matches when the value is
 * neither true nor false, so that a misspelled value does not switch the policies off.
 * Binding then reports the value and stops the start.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Conditional(ConditionalOnClaimsDsl.SwitchedOn.class)
@interface ConditionalOnClaimsDsl {

	/** The property that switches claim policies on or off. */
	String PROPERTY = ClaimsDslProperties.PREFIX + ".enabled";

	/**
	 * Matches if policies are evaluated.
	 */
	final class SwitchedOn extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			boolean on = isOn(context.getEnvironment());
			return new ConditionOutcome(on, ConditionMessage.of(PROPERTY + (on ? " is not false" : " is false")));
		}

		static boolean isOn(Environment environment) {
			try {
				return !"false".equalsIgnoreCase(environment.getProperty(PROPERTY));
			}
			catch (IllegalArgumentException ex) {
				return true;
			}
		}

	}

	/**
	 * Matches if policies are switched off.
	 */
	final class SwitchedOff extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			boolean off = !SwitchedOn.isOn(context.getEnvironment());
			return new ConditionOutcome(off, ConditionMessage.of(PROPERTY + (off ? " is false" : " is not false")));
		}

	}

}
