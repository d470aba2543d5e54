package io.github.claimsdsl.demo.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * The client that an Authorization header names.
 *
 * @param isBasic whether the scheme is Basic
 * @param id the client id, or {@code null} if the header has no readable one
 */
record BasicClient(boolean isBasic, @Nullable String id) {

	private static final String SCHEME = "Basic ";

	static BasicClient of(@Nullable String header) {
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return new BasicClient(false, null);
		}
		return new BasicClient(true, id(header.substring(SCHEME.length()).strip()));
	}

	private static @Nullable String id(String credentials) {
		try {
			String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
			int colon = decoded.indexOf(':');
			return (colon > 0) ? URLDecoder.decode(decoded.substring(0, colon), StandardCharsets.UTF_8) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
