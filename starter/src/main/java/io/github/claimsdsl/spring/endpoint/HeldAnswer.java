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
 * An answer that is held until it was looked at, also a redirect or an error.
 */
final class HeldAnswer extends ContentCachingResponseWrapper {

	private int error;

	private @Nullable String message;

	private @Nullable String location;

	HeldAnswer(HttpServletResponse response) {
		super(response);
	}

	/** The body; text that is not in Unicode's wide forms reads the same as Latin 1. */
	String body() {
		String encoding = getCharacterEncoding();
		boolean wide = encoding != null && encoding.startsWith("UTF-") && !encoding.equals("UTF-8");
		return new String(getContentAsByteArray(), wide ? Charset.forName(encoding) : StandardCharsets.ISO_8859_1);
	}

	/** The values of all headers. */
	Stream<String> heldHeaders() {
		HttpServletResponse held = (HttpServletResponse) getResponse();
		return Stream.concat(Stream.ofNullable(this.location),
				held.getHeaderNames().stream().flatMap((name) -> held.getHeaders(name).stream()));
	}

	/** Whether it is none that a client asked for, such as an error or a login page. */
	boolean isFailure() {
		return this.error != 0 || getStatus() >= HttpServletResponse.SC_MULTIPLE_CHOICES;
	}

	boolean isUnavailable() {
		return this.error == SC_SERVICE_UNAVAILABLE || getStatus() == SC_SERVICE_UNAVAILABLE;
	}

	/** Sends what was held. */
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
