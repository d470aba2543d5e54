package io.github.claimsdsl.spring;

import java.util.List;

/**
 * Extension point: adds functions of your own to expressions. Declare a bean of this
 * type. It is called once, at start-up.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimFunctionSource {

	/**
	 * Returns the classes that declare the functions. Each of their methods with
	 * {@link io.github.claimsdsl.expression.ClaimFunction} becomes a function.
	 * @return the classes
	 */
	List<Class<?>> functionClasses();

}
