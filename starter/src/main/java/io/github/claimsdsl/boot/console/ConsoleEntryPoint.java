package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/**
 * Asks a user to sign in. It sends a browser to the application's login page if there is
 * one. It asks other clients for HTTP Basic if the application accepts that. If neither
 * is possible, it answers 403, because an answer 401 must name a way to sign in (RFC 9110
 * section 15.5.2).
 */
final class ConsoleEntryPoint implements AuthenticationEntryPoint {

	private final TeamChains chains;

	private final MediaTypeRequestMatcher browser = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);

	ConsoleEntryPoint(TeamChains chains) {
		this.chains = chains;
		this.browser.setIgnoredMediaTypes(Set.of(MediaType.ALL));
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException, ServletException {
		Optional<AuthenticationEntryPoint> login = this.chains.login();
		if (login.isPresent() && this.browser.matches(request)) {
			login.get().commence(request, response, exception);
			return;
		}
		boolean basic = this.chains.basic().isPresent();
		if (basic) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Claims DSL\", charset=\"UTF-8\"");
		}
		PlainPage.send(response, basic ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN, "You are not signed in",
				"Sign in to the application first, then reload this page.");
	}

}
