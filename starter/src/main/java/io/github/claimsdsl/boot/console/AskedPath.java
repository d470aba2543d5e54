package io.github.claimsdsl.boot.console;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that have only a method and a path, to ask a request matcher whether it
 * matches them.
 */
final class AskedPath {

	private static final ClassLoader LOADER = AskedPath.class.getClassLoader();

	private final Map<String, @Nullable Object> attributes = new HashMap<>();

	private final String method;

	private final String context;

	private final String servlet;

	private final String path;

	private AskedPath(String method, String context, String servlet, String path) {
		this.method = method;
		this.context = context;
		this.servlet = servlet;
		this.path = path;
	}

	/**
	 * Returns a request to the application.
	 * @param method the HTTP method
	 * @param context the path of the application, empty for its root
	 * @param servlet the path of the servlet within the application, empty for its root
	 * @param path the path within the servlet
	 */
	static HttpServletRequest of(String method, String context, String servlet, String path) {
		AskedPath asked = new AskedPath(method, context, servlet, path);
		return (HttpServletRequest) Proxy.newProxyInstance(LOADER, new Class<?>[] { HttpServletRequest.class },
				(proxy, called, arguments) -> asked.answer(called.getName(), called.getReturnType(), arguments));
	}

	private @Nullable Object answer(String called, Class<?> type, @Nullable Object @Nullable [] arguments) {
		return switch (called) {
			case "getMethod" -> this.method;
			case "getRequestURI" -> this.context + this.servlet + this.path;
			case "getContextPath" -> this.context;
			case "getServletPath" -> this.servlet.isEmpty() ? this.path : this.servlet;
			case "getPathInfo" -> this.servlet.isEmpty() ? null : this.path;
			case "getScheme" -> "http";
			case "getServerName" -> "localhost";
			case "getAttribute" -> this.attributes.get(String.valueOf((arguments != null) ? arguments[0] : ""));
			case "setAttribute" ->
				(arguments != null) ? this.attributes.put(String.valueOf(arguments[0]), arguments[1]) : null;
			default -> nothing(type);
		};
	}

	private static @Nullable Object nothing(Class<?> type) {
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return 0;
		}
		if (type == long.class) {
			return 0L;
		}
		if (type == HttpServletMapping.class) {
			return Proxy.newProxyInstance(LOADER, new Class<?>[] { HttpServletMapping.class },
					(proxy, called, arguments) -> null);
		}
		return (type == Enumeration.class) ? Collections.emptyEnumeration() : null;
	}

}
