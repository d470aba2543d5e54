package io.github.claimsdsl.spring.endpoint;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Holds an answer back until it has been checked. Redirects and errors are held too.
 */
final class HeldAnswer extends ContentCachingResponseWrapper {

	private int error;

	private @Nullable String message;

	private @Nullable String location;

	HeldAnswer(HttpServletResponse response) {
		super(response);
	}

	/**
	 * Returns the body as text. Latin 1 is enough to find tokens, which are ASCII, unless
	 * the encoding is UTF-16 or UTF-32.
	 */
	String body() {
		String encoding = getCharacterEncoding();
		boolean wide = encoding != null && encoding.startsWith("UTF-") && !encoding.equals("UTF-8");
		return new String(getContentAsByteArray(), wide ? Charset.forName(encoding) : StandardCharsets.ISO_8859_1);
	}

	/** Returns the values of all headers. */
	Stream<String> heldHeaders() {
		HttpServletResponse held = (HttpServletResponse) getResponse();
		return Stream.concat(Stream.ofNullable(this.location),
				held.getHeaderNames().stream().flatMap((name) -> held.getHeaders(name).stream()));
	}

	/**
	 * Returns whether the answer is an error or a redirect, such as one to a login page,
	 * and not what the client asked for.
	 */
	boolean isFailure() {
		return this.error != 0 || getStatus() >= HttpServletResponse.SC_MULTIPLE_CHOICES;
	}

	boolean isUnavailable() {
		return this.error == SC_SERVICE_UNAVAILABLE || getStatus() == SC_SERVICE_UNAVAILABLE;
	}

	/** Sends the held answer. */
	void send() throws IOException {
		if (this.location != null) {
			super.setHeader(HttpHeaders.LOCATION, this.location);
		}
		if (this.error == 0) {
			copyBodyToResponse();
		}
		else if (this.message == null) {
			super.sendError(this.error);
		}
		else {
			super.sendError(this.error, this.message);
		}
	}

	@Override
	public void sendError(int status) {
		sendError(status, null);
	}

	@Override
	public void sendError(int status, @Nullable String message) {
		this.error = status;
		this.message = message;
	}

	@Override
	public void sendRedirect(String location) {
		sendRedirect(location, HttpServletResponse.SC_FOUND, true);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) {
		sendRedirect(location, HttpServletResponse.SC_FOUND, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status) {
		sendRedirect(location, status, true);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) {
		if (clearBuffer) {
			resetBuffer();
		}
		setStatus(status);
		setHeader(HttpHeaders.LOCATION, location);
	}

	@Override
	public void setHeader(String name, String value) {
		if (HttpHeaders.LOCATION.equalsIgnoreCase(name)) {
			this.location = value;
		}
		else {
			super.setHeader(name, value);
		}
	}

}
