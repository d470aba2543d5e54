package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that no form of the console sends: those with another type of body,
 * and those with fields that the servlet container cannot decode. Otherwise the container
 * would log such a field with its value.
 */
final class ReadableFormFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!isForm(request.getContentType())) {
			refuse(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		}
		else if (!isReadable(request)) {
			refuse(response, HttpStatus.BAD_REQUEST);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static boolean isForm(@Nullable String type) {
		return type == null || type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	private static boolean isReadable(HttpServletRequest request) {
		try {
			request.getParameterMap();
			return true;
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return false;
		}
	}

	private static void refuse(HttpServletResponse response, HttpStatus status) throws IOException {
		PlainPage.send(response, status, "Something is wrong",
				"The console cannot read this request. Go back, reload the page and try again.");
	}

}
