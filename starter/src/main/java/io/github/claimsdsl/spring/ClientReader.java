package io.github.claimsdsl.spring;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.Client;

/**
 * Converts a registered client of Spring Authorization Server to the client that rules
 * read. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ClientReader {

	/**
	 * The client setting that stores what a client said about itself when it registered.
	 */
	public static final String SELF_ASSERTED = "io.github.claimsdsl.self-asserted";

	/**
	 * The prefix of the server's own client settings. Rules do not read them, because a
	 * client that registers itself chooses some of them.
	 */
	public static final String STANDARD = "settings.client.";

	private ClientReader() {
	}

	/**
	 * Converts a client.
	 * @param client the registered client
	 * @return the client, with its custom settings and what it said about itself
	 */
	public static Client read(RegisteredClient client) {
		Map<String, Object> custom = Map.of();
		for (Map.Entry<String, Object> setting : client.getClientSettings().getSettings().entrySet()) {
			if (!setting.getKey().startsWith(STANDARD)) {
				custom = custom.isEmpty() ? new LinkedHashMap<>() : custom;
				custom.put(setting.getKey(), setting.getValue());
			}
		}
		return new Client(client.getClientId(), client.getClientName(), client.getScopes(), custom,
				selfAsserted(custom.isEmpty() ? null : custom.remove(SELF_ASSERTED)));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> selfAsserted(@Nullable Object setting) {
		return (setting instanceof Map<?, ?> metadata) ? (Map<String, Object>) metadata : Map.of();
	}

}
