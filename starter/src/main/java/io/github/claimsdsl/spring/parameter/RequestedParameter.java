package io.github.claimsdsl.spring.parameter;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.spring.endpoint.HiddenParameter;

/**
 * Reads a named parameter of a request. A parameter without a value counts as omitted,
 * and no parameter may be sent twice (RFC 6749 sections 3.1 and 3.2).
 */
public final class RequestedParameter {

	private RequestedParameter() {
	}

	/**
	 * Returns the value as the request sends it.
	 * @param request the request
	 * @param name the name of the parameter
	 * @return the value, or {@code null} if it is absent or empty
	 */
	public static @Nullable String of(HttpServletRequest request, String name) {
		if (HiddenParameter.isIn(request, name)) {
			throw ParameterError.HIDDEN.exception(name);
		}
		String[] values = request.getParameterValues(name);
		return single(name, (values != null) ? List.of(values) : List.of());
	}

	/**
	 * Returns the value among the parameters that the server keeps of a request, or
	 * {@code null} if there is none.
	 */
	static @Nullable String of(Map<String, Object> parameters, String name) {
		return single(name, values(parameters.get(name)));
	}

	/**
	 * Refuses a request if its value of a parameter differs from the value that the
	 * server keeps.
	 * @param request the request
	 * @param kept the parameters that the server keeps
	 * @param name the name of the parameter
	 */
	public static void compare(HttpServletRequest request, Map<String, Object> kept, String name) {
		String sent = of(request, name);
		if (sent != null && !sent.equals(of(kept, name))) {
			throw ParameterError.DIFFERENT.exception(name);
		}
	}

	/**
	 * Returns the values that the server keeps of a parameter.
	 * @param value one value, an array or collection of values, or {@code null} for none
	 * @return the values
	 */
	public static Collection<String> values(@Nullable Object value) {
		if (value instanceof String[] values) {
			return List.of(values);
		}
		if (value instanceof Collection<?> values) {
			return values.stream().map(String::valueOf).toList();
		}
		return (value != null) ? List.of(value.toString()) : List.of();
	}

	static @Nullable String single(String name, Collection<String> values) {
		if (values.size() > 1) {
			throw ParameterError.REPEATED.exception(name);
		}
		String value = values.isEmpty() ? "" : values.iterator().next();
		return value.isEmpty() ? null : value;
	}

}
