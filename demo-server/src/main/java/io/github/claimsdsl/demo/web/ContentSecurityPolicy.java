package io.github.claimsdsl.demo.web;

import java.net.URI;
import java.util.stream.Collectors;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The Content-Security-Policy of the pages: own styles and images, no scripts, no frames.
 */
public final class ContentSecurityPolicy {

	/** The header. */
	static final String HEADER = "Content-Security-Policy";

	/** The policy of a page whose forms stay on this server. */
	public static final String STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
			+ " frame-ancestors 'none'; form-action 'self'";

	private ContentSecurityPolicy() {
	}

	/**
	 * The policy of a page whose form may end at a client: browsers apply
	 * {@code form-action} to the redirects that follow a form, too.
	 */
	static String allowingRedirectTo(RegisteredClient client) {
		return STRICT + client.getRedirectUris()
			.stream()
			.map(ContentSecurityPolicy::origin)
			.distinct()
			.collect(Collectors.joining(" ", " ", ""));
	}

	/**
	 * The origin of a redirect URI; any port of a loopback address, as RFC 8252, section
	 * 7.3, lets the client choose it.
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
