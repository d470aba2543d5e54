package io.github.claimsdsl.demo.request;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

import io.github.claimsdsl.demo.budget.TooManyFailuresException;
import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Answers a failure at an endpoint for clients with an error response (RFC 6749, section
 * 5.2). A client that did not authenticate gets 401 and a challenge.
 */
public final class OAuthFailureHandler implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private static final OAuth2Error INVALID_CLIENT = new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT,
			"The client must authenticate", null);

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		if (failure instanceof TooManyFailuresException tooMany) {
			response.setHeader(HttpHeaders.RETRY_AFTER, tooMany.retryAfter());
			OAuthErrorResponse.write(response, HttpStatus.TOO_MANY_REQUESTS, tooMany.getError());
		}
		else {
			write(response, (failure instanceof OAuth2AuthenticationException oauth) ? oauth.getError()
					: new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST));
		}
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		write(response, INVALID_CLIENT);
	}

	static void write(HttpServletResponse response, OAuth2Error error) throws IOException {
		if (OAuth2ErrorCodes.INVALID_CLIENT.equals(error.getErrorCode())) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"clients\", charset=\"UTF-8\"");
			OAuthErrorResponse.write(response, HttpStatus.UNAUTHORIZED, INVALID_CLIENT);
		}
		else {
			OAuthErrorResponse.write(response, HttpStatus.BAD_REQUEST, withoutProof(error));
		}
	}

	/**
	 * Removes the description of an invalid DPoP proof, because it quotes the proof.
	 */
	private static OAuth2Error withoutProof(OAuth2Error error) {
		return OAuth2ErrorCodes.INVALID_DPOP_PROOF.equals(error.getErrorCode()) ? new OAuth2Error(error.getErrorCode())
				: error;
	}

}
