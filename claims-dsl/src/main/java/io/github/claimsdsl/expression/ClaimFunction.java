package io.github.claimsdsl.expression;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public static method as a function of the expression language. The method must
 * not be overloaded or variadic, and it must not have side effects. It must be
 * thread-safe. It takes and returns boxed types, and it returns {@code null} if an
 * argument that it needs is {@code null}; see {@link #result()} for other functions.
 *
 * <p>
 * The types of parameters and results can be {@link String}, {@link Boolean},
 * {@link Number}, {@link Integer}, {@link Long}, {@link Double},
 * {@link java.time.Instant}, {@link java.time.LocalDate}, {@link java.util.UUID},
 * {@link java.util.Collection}, {@link java.util.List}, {@link java.util.Map} from text,
 * {@link Object} for any value, and a type variable of the method.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ClaimFunction {

	/**
	 * Says when the result may be {@code null}, so that expressions that call the
	 * function can be checked.
	 * @return the rule for the result
	 */
	Result result() default Result.NULL_IF_ANY_ARGUMENT_IS;

	/**
	 * Says what the function does, for authors of expressions. The console shows it, for
	 * example.
	 * @return a sentence, or an empty text for none
	 */
	String description() default "";

	/**
	 * Shows how to call the function, such as {@code initial('Ann')}.
	 * @return an expression, which is shown only if it is valid, or an empty text for
	 * none
	 */
	String example() default "";

	/**
	 * The rules for when the result of a function may be {@code null}.
	 */
	enum Result {

		/** The result may be {@code null} if at least one argument may be. */
		NULL_IF_ANY_ARGUMENT_IS,

		/**
		 * The result may be {@code null} if every argument may be, as with
		 * {@code coalesce}.
		 */
		NULL_IF_ALL_ARGUMENTS_ARE,

		/**
		 * The result is never {@code null}: it is {@code false} if an argument is
		 * {@code null}.
		 */
		FALSE_IF_ANY_ARGUMENT_IS,

		/**
		 * The result is never {@code null}: it is {@code true} if an argument is
		 * {@code null}.
		 */
		TRUE_IF_ANY_ARGUMENT_IS,

		/** The result may be {@code null} whatever the arguments are. */
		MAY_BE_NULL,

		/** The result is never {@code null}. */
		NEVER_NULL

	}

	/**
	 * Marks a text parameter whose argument must be a literal regular expression in the
	 * syntax of RE2. The pattern is checked and compiled together with the expression. If
	 * the class also has a method of the same name that takes a
	 * {@code com.google.re2j.Pattern} in place of the text, public or not, that method is
	 * called with the compiled pattern.
	 */
	@Documented
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Pattern {

	}

	/**
	 * Marks a text parameter whose argument must be a literal that names a function with
	 * one parameter. The marked function applies that function to each element of its
	 * first argument and returns the list of the results.
	 */
	@Documented
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface FunctionName {

	}

}
