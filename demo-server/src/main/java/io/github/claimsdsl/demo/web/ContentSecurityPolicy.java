package io.github.claimsdsl.demo.web;

import java.net.URI;
import java.util.stream.Collectors;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The Content-Security-Policy of the pages. It allows only the server's own styles and
 * images, and no scripts or frames.
 */
public final class ContentSecurityPolicy {

	/** The name of the header. */
	static final String HEADER = "Content-Security-Policy";

	/** The policy of a page whose forms stay on this server. */
	public static final String STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
			+ " frame-ancestors 'none'; form-action 'self'";

	private ContentSecurityPolicy() {
	}

	/**
	 * Returns the policy of a page whose form may lead to a client. It names the client's
	 * redirect URIs, because browsers apply {@code form-action} to redirects after a
	 * form, too.
	 */
	static String allowingRedirectTo(RegisteredClient client) {
		return STRICT + client.getRedirectUris()
			.stream()
			.map(ContentSecurityPolicy::origin)
			.distinct()
			.collect(Collectors.joining(" ", " ", ""));
	}

	/**
	 * Returns the origin of a redirect URI. For a loopback address it allows any port,
	 * because the client may choose it (RFC 8252, section 7.3).
	 */
	private static String origin(String redirectUri) {
		URI uri = URI.create(redirectUri);
		String host = uri.getHost();
		if (host == null) {
			return uri.getScheme() + ":";
		}
		boolean loopback = host.startsWith("127.") || "[::1]".equals(host);
		String port = loopback ? ":*" : (uri.getPort() != -1) ? ":" + uri.getPort() : "";
		return uri.getScheme() + "://" + host + port;
	}

}
