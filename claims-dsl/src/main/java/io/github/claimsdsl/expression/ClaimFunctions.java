package io.github.claimsdsl.expression;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The functions of the expression language. Pure, thread-safe, and {@code null} where a
 * needed argument is {@code null}.
 */
public final class ClaimFunctions {

	private ClaimFunctions() {
	}

	/**
	 * Returns the functions as variables, by name, so that plain MVEL evaluates the same
	 * expressions.
	 * @return a map of {@link Method}
	 */
	public static Map<String, Object> asVariables() {
		Map<String, Object> variables = new TreeMap<>();
		FunctionLibrary.methods(ClaimFunctions.class).forEach((method) -> variables.put(method.getName(), method));
		return variables;
	}

	/**
	 * Returns a text in lower case: {@code lower('ABC')} is {@code 'abc'}.
	 * @param text the text
	 * @return the text in lower case
	 */
	@ClaimFunction
	public static @Nullable String lower(@Nullable String text) {
		return (text != null) ? text.toLowerCase(Locale.ROOT) : null;
	}

	/**
	 * Returns the first value that is not null: {@code coalesce(user.tier, 'none')}.
	 * @param value the value
	 * @param otherwise what to return if the value is {@code null}
	 * @param <T> the type of both
	 * @return the value, or the other
	 */
	@ClaimFunction(result = ClaimFunction.Result.NULL_IF_ALL_ARGUMENTS_ARE)
	public static <T> @Nullable T coalesce(@Nullable T value, @Nullable T otherwise) {
		return (value != null) ? value : otherwise;
	}

}
