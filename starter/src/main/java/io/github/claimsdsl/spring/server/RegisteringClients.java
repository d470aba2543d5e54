package io.github.claimsdsl.spring.server;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The clients of a server at which clients register themselves: keeps what a client says
 * of itself apart from what the operator decides of it.
 */
final class RegisteringClients implements RegisteredClientRepository {

	/** What the client says that the current request registers. */
	private static final ThreadLocal<@Nullable Map<String, Object>> METADATA = new ThreadLocal<>();

	private final RegisteredClientRepository delegate;

	private final ClientMetadata declared;

	private final RefusalLog refusals;

	RegisteringClients(RegisteredClientRepository delegate, ClientMetadata declared, RefusalLog refusals) {
		this.delegate = delegate;
		this.declared = declared;
		this.refusals = refusals;
	}

	/** Registers a client that says something of itself. */
	@Nullable Authentication register(Map<String, Object> metadata, Supplier<@Nullable Authentication> registration) {
		METADATA.set(metadata);
		try {
			return registration.get();
		}
		finally {
			METADATA.remove();
		}
	}

	@Override
	public void save(RegisteredClient client) {
		Map<String, Object> metadata = METADATA.get();
		this.delegate.save((metadata != null) ? registered(client, metadata) : client);
	}

	private RegisteredClient registered(RegisteredClient client, Map<String, Object> metadata) {
		try {
			this.declared.check(client, metadata);
			return this.declared.keep(client, metadata);
		}
		catch (RefusedException ex) {
			this.refusals.request("client registration request", client, null, ex);
			if (this.refusals.isEnforcing()) {
				throw ex;
			}
			return client;
		}
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return this.delegate.findById(id);
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return this.delegate.findByClientId(clientId);
	}

}
