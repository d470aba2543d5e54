package io.github.claimsdsl.demo.request;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.demo.error.Endpoints;
import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Answers 503 while the database cannot be reached.
 */
public final class StoreFailureFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(StoreFailureFilter.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (!isStoreFailure(ex) || response.isCommitted()) {
				throw ex;
			}
			log.warn("The database cannot be reached", ex);
			answer(request, response);
		}
	}

	static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		if (Endpoints.isJson(request.getServletPath())) {
			OAuthErrorResponse.write(response, HttpStatus.SERVICE_UNAVAILABLE,
					OAuthErrorResponse.TEMPORARILY_UNAVAILABLE, "The server cannot reach its database");
		}
		else {
			response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
		}
	}

	static boolean isStoreFailure(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof DataIntegrityViolationException) {
				return false;
			}
			if (cause instanceof DataAccessException || cause instanceof TransactionException) {
				return true;
			}
		}
		return false;
	}

}
