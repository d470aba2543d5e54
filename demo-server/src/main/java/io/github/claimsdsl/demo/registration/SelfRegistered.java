package io.github.claimsdsl.demo.registration;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Tells clients that have registered themselves from all others.
 */
public final class SelfRegistered {

	/** The client setting that only this server writes, and that policies may read. */
	static final String SETTING = "mcp";

	/** What the internal ids of these clients start with, and no other's. */
	static final String ID_PREFIX = "registered-";

	private SelfRegistered() {
	}

	/**
	 * Whether a client has registered itself.
	 * @param client the client
	 * @return whether it has
	 */
	public static boolean is(RegisteredClient client) {
		return Boolean.TRUE.equals(client.getClientSettings().getSetting(SETTING));
	}

}
