package io.github.claimsdsl.spring.audience;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.spring.endpoint.HiddenParameter;

/**
 * Reads a named parameter of a request. A parameter without a value counts as omitted
 * (RFC 6749 sections 3.1 and 3.2), and none may be sent twice.
 */
final class RequestedParameter {

	private RequestedParameter() {
	}

	/**
	 * Returns the value in a request as it was sent, or {@code null} if it has none.
	 */
	static @Nullable String of(HttpServletRequest request, String name) {
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
		return single(name, RequestedAudience.values(parameters.get(name)));
	}

	/**
	 * Refuses a value in a request that differs from what the server keeps of it.
	 */
	static void compare(HttpServletRequest request, Map<String, Object> kept, String name) {
		String sent = of(request, name);
		if (sent != null && !sent.equals(of(kept, name))) {
			throw ParameterError.DIFFERENT.exception(name);
		}
	}

	static @Nullable String single(String name, Collection<String> values) {
		if (values.size() > 1) {
			throw ParameterError.REPEATED.exception(name);
		}
		String value = values.isEmpty() ? "" : values.iterator().next();
		return value.isEmpty() ? null : value;
	}

}
