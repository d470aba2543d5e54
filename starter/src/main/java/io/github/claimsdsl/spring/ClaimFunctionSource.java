package io.github.claimsdsl.spring;

import java.util.List;

/**
 * Extension point: functions of the team's own for expressions. Beans of this type are
 * asked once, at start-up.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimFunctionSource {

	/**
	 * Returns the classes whose methods marked with
	 * {@link io.github.claimsdsl.expression.ClaimFunction} become functions.
	 * @return the classes
	 */
	List<Class<?>> functionClasses();

}
