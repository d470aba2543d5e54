package io.github.claimsdsl.expression;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public static method as a function of the expression language. The method is
 * neither overloaded nor variadic, takes and returns boxed types, has no side effects,
 * and returns {@code null} where a needed argument is {@code null}.
 *
 * <p>
 * Parameter and result types are {@link String}, {@link Boolean}, {@link Number},
 * {@link Integer}, {@link Long}, {@link Double}, {@link java.time.Instant},
 * {@link java.time.LocalDate}, {@link java.util.UUID}, {@link java.util.Collection},
 * {@link java.util.List}, {@link java.util.Map} from text, {@link Object} for any value,
 * and type variables of the method.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ClaimFunction {

	/**
	 * When the result may be {@code null}.
	 * @return the rule the checker applies
	 */
	Result result() default Result.NULL_IF_ANY_ARGUMENT_IS;

	/**
	 * Says to authors what the function does, such as in the console.
	 * @return a sentence, or empty
	 */
	String description() default "";

	/**
	 * Shows authors how to call the function, such as {@code initial('Ann')}.
	 * @return an expression, or empty; it is shown only if it is valid
	 */
	String example() default "";

	/**
	 * When a function's result may be {@code null}.
	 */
	enum Result {

		/** Where at least one argument may be. */
		NULL_IF_ANY_ARGUMENT_IS,

		/** Where every argument may be, as with {@code coalesce}. */
		NULL_IF_ALL_ARGUMENTS_ARE,

		/** Never: it is {@code false} where an argument is {@code null}. */
		FALSE_IF_ANY_ARGUMENT_IS,

		/** Never: it is {@code true} where an argument is {@code null}. */
		TRUE_IF_ANY_ARGUMENT_IS,

		/** Always. */
		MAY_BE_NULL,

		/** Never. */
		NEVER_NULL

	}

	/**
	 * A text parameter that must be a literal regular expression in the syntax of RE2. It
	 * is checked and compiled with the expression. If the class has a method of the same
	 * name that takes a {@code com.google.re2j.Pattern} in its place, public or not, that
	 * one is called with the compiled pattern.
	 */
	@Documented
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Pattern {

	}

	/**
	 * A text parameter that must be a literal: the name of a function with one parameter,
	 * which is applied to each element of the first argument. The function's result is a
	 * list of that function's results.
	 */
	@Documented
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface FunctionName {

	}

}
