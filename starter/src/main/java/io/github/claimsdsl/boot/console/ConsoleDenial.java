package io.github.claimsdsl.boot.console;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers with a plain page if a signed-in user may not see the console, or if a form has
 * no valid CSRF token.
 */
final class ConsoleDenial implements AccessDeniedHandler {

	private final String authority;

	ConsoleDenial(String authority) {
		this.authority = authority;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denial)
			throws IOException {
		if (denial instanceof CsrfException) {
			PlainPage.send(response, HttpStatus.FORBIDDEN, "This form is no longer valid",
					"Go back, reload the page and send it again.");
			return;
		}
		PlainPage.send(response, HttpStatus.FORBIDDEN, "You may not see this page",
				"The console needs the authority " + this.authority + ". Sign in as a user who has it.");
	}

}
