package io.github.claimsdsl.demo.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets line ends and tabs through to the console, whose expressions have several lines;
 * everywhere else they are control characters as any other.
 *
 * @param others the firewall of all other requests
 * @param console the firewall of the console
 * @param path where the console is
 */
record SeveralLinesFirewall(StrictHttpFirewall others, StrictHttpFirewall console,
		String path) implements HttpFirewall {

	@Override
	public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
		boolean toConsole = request.getRequestURI().startsWith(request.getContextPath() + this.path + "/");
		return (toConsole ? this.console : this.others).getFirewalledRequest(request);
	}

	@Override
	public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
		return this.others.getFirewalledResponse(response);
	}

}
