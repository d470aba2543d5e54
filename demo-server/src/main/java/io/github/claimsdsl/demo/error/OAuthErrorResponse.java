package io.github.claimsdsl.demo.error;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Writes an error as the JSON object of RFC 6749, section 5.2.
 */
public final class OAuthErrorResponse {

	/** The error code {@code temporarily_unavailable} (RFC 6749, section 4.1.2.1). */
	public static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";

	/**
	 * The characters that an error may have (RFC 6749, appendixes A.7 and A.8). None of
	 * them needs escaping in JSON.
	 */
	private static final Pattern ALLOWED = Pattern.compile("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*");

	private OAuthErrorResponse() {
	}

	/**
	 * Writes an error. A description with characters that RFC 6749 forbids is left out.
	 * @param response the response, not committed yet
	 * @param status the HTTP status
	 * @param error the error
	 * @throws IOException if the response cannot be written
	 */
	public static void write(HttpServletResponse response, HttpStatus status, OAuth2Error error) throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding("UTF-8");
		response.getWriter().write("{" + member("error", error.getErrorCode()) + description(error) + "}");
	}

	/**
	 * Writes an error with a description.
	 * @param response the response, not committed yet
	 * @param status the HTTP status
	 * @param code the error code
	 * @param description the description, which must not repeat anything of the request
	 * @throws IOException if the response cannot be written
	 */
	public static void write(HttpServletResponse response, HttpStatus status, String code, String description)
			throws IOException {
		write(response, status, new OAuth2Error(code, description, null));
	}

	private static String description(OAuth2Error error) {
		return isAllowed(error.getDescription()) ? "," + member("error_description", error.getDescription()) : "";
	}

	private static String member(String name, @Nullable String value) {
		return "\"" + name + "\":\"" + value + "\"";
	}

	private static boolean isAllowed(@Nullable String text) {
		return text != null && !text.isEmpty() && ALLOWED.matcher(text).matches();
	}

}
