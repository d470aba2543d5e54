package io.github.claimsdsl.demo.request;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

import io.github.claimsdsl.demo.budget.TooManyFailuresException;
import io.github.claimsdsl.demo.error.Endpoints;
import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Answers a failed login with the form or with HTTP Basic. All reasons give the same
 * answer, except a used up failure budget and a database that cannot be reached.
 */
public final class LoginFailureHandler implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		if (!answerSpecialCase(request, response, failure)) {
			response.sendRedirect(request.getContextPath() + "/login?error");
		}
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (!answerSpecialCase(request, response, failure)) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"users\", charset=\"UTF-8\"");
			OAuthErrorResponse.write(response, HttpStatus.UNAUTHORIZED, "access_denied",
					"A user with the required role must authenticate");
		}
	}

	private static boolean answerSpecialCase(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		if (failure instanceof TooManyFailuresException tooMany) {
			answer(request, response, tooMany);
			return true;
		}
		if (StoreFailureFilter.isStoreFailure(failure)) {
			StoreFailureFilter.answer(request, response);
			return true;
		}
		return false;
	}

	private static void answer(HttpServletRequest request, HttpServletResponse response,
			TooManyFailuresException tooMany) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, tooMany.retryAfter());
		if (Endpoints.isJson(request.getServletPath())) {
			OAuthErrorResponse.write(response, HttpStatus.TOO_MANY_REQUESTS, tooMany.getError());
		}
		else {
			response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
		}
	}

}
