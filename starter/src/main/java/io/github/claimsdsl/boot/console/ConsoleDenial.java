package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Shows a page to those who are signed in and may not see the console, and where a form
 * is not the console's own.
 */
final class ConsoleDenial implements AccessDeniedHandler {

	private final String authority;

	ConsoleDenial(String authority) {
		this.authority = authority;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denial)
			throws IOException {
		Html page = (denial instanceof CsrfException)
				? PlainPage.of("This form is not valid any more",
						"403 Forbidden. Go back, load the page anew and send it again.")
				: PlainPage.of("You may not see this page",
						"403 Forbidden. The console is for those with the authority " + this.authority + ".");
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.getWriter().write(PlainPage.DOCTYPE + page);
	}

}
