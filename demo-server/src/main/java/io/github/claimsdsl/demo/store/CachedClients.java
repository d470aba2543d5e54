package io.github.claimsdsl.demo.store;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Caches clients for a short time. A token request needs its client several times, and
 * each time would cost a query and the parsing of the client's settings. A changed client
 * may be used as it was for that time.
 */
final class CachedClients implements RegisteredClientRepository {

	private static final int MAXIMUM_CLIENTS = 10_000;

	private final RegisteredClientRepository clients;

	private final Cache<String, RegisteredClient> byId;

	private final Cache<String, RegisteredClient> byClientId;

	CachedClients(RegisteredClientRepository clients, Duration life) {
		this.clients = clients;
		this.byId = cache(life);
		this.byClientId = cache(life);
	}

	private static Cache<String, RegisteredClient> cache(Duration life) {
		return Caffeine.newBuilder().maximumSize(MAXIMUM_CLIENTS).expireAfterWrite(life).build();
	}

	@Override
	public void save(RegisteredClient client) {
		this.clients.save(client);
		this.byId.invalidate(client.getId());
		this.byClientId.invalidate(client.getClientId());
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return this.byId.get(id, this.clients::findById);
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return this.byClientId.get(clientId, this.clients::findByClientId);
	}

}
