package io.github.claimsdsl.demo.registration;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Recognizes clients that have registered themselves.
 */
public final class SelfRegistered {

	/**
	 * The client setting that marks these clients. Only this server writes it, so
	 * policies can rely on it.
	 */
	static final String SETTING = "mcp";

	/** The prefix of the internal ids of these clients. No other client has it. */
	static final String ID_PREFIX = "registered-";

	private SelfRegistered() {
	}

	/**
	 * Returns whether a client has registered itself.
	 * @param client the client
	 * @return whether it has registered itself
	 */
	public static boolean is(RegisteredClient client) {
		return Boolean.TRUE.equals(client.getClientSettings().getSetting(SETTING));
	}

}
