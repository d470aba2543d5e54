package io.github.claimsdsl.demo.web;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

import io.github.claimsdsl.demo.error.Endpoints;
import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Answers errors that nothing else has answered. A program gets JSON, a person gets a
 * page. Neither reveals anything about the request or the server.
 */
@Controller
class DemoErrorController implements ErrorController {

	@RequestMapping("/error")
	@Nullable String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
		HttpStatus status = status(request);
		if (Endpoints.isJson(path(request))) {
			OAuthErrorResponse.write(response, status,
					status.is5xxServerError() ? OAuth2ErrorCodes.SERVER_ERROR : OAuth2ErrorCodes.INVALID_REQUEST,
					status.getReasonPhrase());
			return null;
		}
		response.setStatus(status.value());
		model.addAttribute("status", status);
		return "error";
	}

	private static HttpStatus status(HttpServletRequest request) {
		HttpStatus status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)
				? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
		return (status != null) ? status : HttpStatus.BAD_REQUEST;
	}

	private static String path(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri)
				? uri.substring(request.getContextPath().length()) : "";
	}

}
