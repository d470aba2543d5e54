package io.github.claimsdsl.spring.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A parameter of a request that the server's own converters overlook, so that a token
 * would be built as if it had not been sent. They read a GET from the query string and a
 * POST from the form, and take every parameter for one of the query string whose name
 * occurs anywhere in it, as it is written there.
 */
public final class HiddenParameter {

	private HiddenParameter() {
	}

	/**
	 * Returns whether a request hides a parameter.
	 * @param request the request
	 * @param name the name of the parameter
	 * @return whether the request has the parameter, but not where it belongs; RFC 6749
	 * section 3.2 and those that follow it have the parameters of a POST in the body
	 */
	public static boolean isIn(HttpServletRequest request, String name) {
		String query = request.getQueryString();
		if (request.getParameter(name) == null) {
			return false;
		}
		boolean inQuery = query != null && query.contains(name);
		return "GET".equals(request.getMethod()) ? !inQuery : inQuery || (query != null && names(query, name));
	}

	/** Whether a parameter of a query string has the name, however it is encoded. */
	private static boolean names(String query, String name) {
		for (String parameter : query.split("[&;]")) {
			try {
				if (URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8).equals(name)) {
					return true;
				}
			}
			catch (IllegalArgumentException ex) {
				return true;
			}
		}
		return false;
	}

}
