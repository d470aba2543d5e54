package io.github.claimsdsl.demo.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Allows line ends and tabs in requests to the console, because its expressions may have
 * several lines. In all other requests they are rejected like other control characters.
 *
 * @param others the firewall for all other requests
 * @param console the firewall for requests to the console
 * @param path the path of the console
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
