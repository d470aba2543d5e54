package io.github.claimsdsl.demo.error;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers a request that has no usable access token with the challenge of RFC 6750,
 * section 3, and the same error as JSON. The description does not say what is wrong with
 * the token. An error of the server gets no challenge, because the client should keep its
 * token.
 */
public final class BearerTokenEntryPoint implements AuthenticationEntryPoint, AuthenticationFailureHandler {

	private final List<String> parameters;

	/**
	 * Creates an entry point.
	 * @param parameters the parameters of each challenge in addition to the error, such
	 * as {@code scope="read"}
	 */
	public BearerTokenEntryPoint(String... parameters) {
		this.parameters = List.of(parameters);
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		commence(request, response, failure);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		switch ((failure instanceof OAuth2AuthenticationException oauth) ? oauth.getError().getErrorCode() : "") {
			case BearerTokenErrorCodes.INVALID_REQUEST ->
				answer(response, HttpStatus.BAD_REQUEST, BearerTokenErrorCodes.INVALID_REQUEST, true);
			case BearerTokenErrorCodes.INSUFFICIENT_SCOPE ->
				answer(response, HttpStatus.FORBIDDEN, BearerTokenErrorCodes.INSUFFICIENT_SCOPE, true);
			case OAuth2ErrorCodes.SERVER_ERROR -> OAuthErrorResponse.write(response, HttpStatus.BAD_REQUEST,
					OAuth2ErrorCodes.SERVER_ERROR, "The answer cannot be built");
			default -> answer(response, HttpStatus.UNAUTHORIZED, BearerTokenErrorCodes.INVALID_TOKEN,
					request.getHeader(HttpHeaders.AUTHORIZATION) != null);
		}
	}

	private void answer(HttpServletResponse response, HttpStatus status, String code, boolean named)
			throws IOException {
		Stream<String> error = named ? Stream.of("error=\"" + code + "\"") : Stream.empty();
		String challenge = Stream.concat(error, this.parameters.stream()).collect(Collectors.joining(", "));
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, ("Bearer " + challenge).strip());
		OAuthErrorResponse.write(response, status, code, "This resource requires an access token");
	}

}
