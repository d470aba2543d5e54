package io.github.claimsdsl.spring.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Finds parameters that the server's own converters overlook, so that the server would
 * build a token as if the parameter had not been sent. The converters read the query
 * string of a GET and the form of a POST. They assume that a parameter is in the query
 * string if its name occurs anywhere in that string, without decoding it.
 */
public final class HiddenParameter {

	private HiddenParameter() {
	}

	/**
	 * Returns whether a request hides a parameter.
	 * @param request the request
	 * @param name the name of the parameter
	 * @return {@code true} if the request has the parameter, but not where it belongs:
	 * the parameters of a POST belong in the body (RFC 6749 section 3.2)
	 */
	public static boolean isIn(HttpServletRequest request, String name) {
		String query = request.getQueryString();
		if (request.getParameter(name) == null) {
			return false;
		}
		boolean inQuery = query != null && query.contains(name);
		return "GET".equals(request.getMethod()) ? !inQuery : inQuery || (query != null && names(query, name));
	}

	/** Returns whether a parameter in the query string has the name, in any encoding. */
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
