package io.github.claimsdsl.spring.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The clients of a server at which clients register themselves. It keeps what a client
 * says about itself separate from what the operator decides about the client.
 */
final class RegisteringClients implements RegisteredClientRepository {

	private static final Log logger = LogFactory.getLog(RegisteringClients.class);

	private static final OAuth2Error ELSEWHERE = new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR,
			"The client cannot be registered.", null);

	private static final ThreadLocal<@Nullable Registration> CURRENT = new ThreadLocal<>();

	/**
	 * The current registration, with the metadata of the client and whether the client
	 * was saved here.
	 */
	private static final class Registration {

		private final Map<String, Object> metadata;

		private boolean saved;

		Registration(Map<String, Object> metadata) {
			this.metadata = metadata;
		}

	}

	private final RegisteredClientRepository delegate;

	private final ClientMetadata declared;

	private final RefusalLog refusals;

	RegisteringClients(RegisteredClientRepository delegate, ClientMetadata declared, RefusalLog refusals) {
		this.delegate = delegate;
		this.declared = declared;
		this.refusals = refusals;
	}

	/**
	 * Registers a client with its metadata. A provider that saves the client elsewhere,
	 * for example in a repository that it was created with, is refused, because the
	 * metadata would be lost.
	 */
	@Nullable Authentication register(Map<String, Object> metadata, Supplier<@Nullable Authentication> provider) {
		Registration registration = new Registration(metadata);
		CURRENT.set(registration);
		try {
			Authentication registered = provider.get();
			if (registered != null && !registration.saved && !this.declared.isEmpty()) {
				refuse(null, new RefusedException(ELSEWHERE, "the registration provider saves clients in a repository "
						+ "of its own. Create it with HttpSecurity.getSharedObject(RegisteredClientRepository.class)"));
			}
			return registered;
		}
		finally {
			CURRENT.remove();
		}
	}

	/**
	 * Returns the metadata of a client without the values that only the operator may
	 * decide.
	 */
	Map<String, Object> withoutReserved(Map<String, Object> metadata) {
		Map<String, Object> kept = new LinkedHashMap<>(metadata);
		kept.keySet().removeIf(this.declared::isReserved);
		if (kept.size() < metadata.size()) {
			logger
				.warn("Ignored metadata of a client that registers itself: it has the name of a client setting, which "
						+ "only the operator decides");
		}
		return kept;
	}

	@Override
	public void save(RegisteredClient client) {
		Registration registration = CURRENT.get();
		if (registration == null) {
			this.delegate.save(client);
			return;
		}
		registration.saved = true;
		this.delegate.save(registered(client, registration.metadata));
	}

	private RegisteredClient registered(RegisteredClient client, Map<String, Object> metadata) {
		try {
			this.declared.check(client, metadata);
			return this.declared.keep(client, metadata);
		}
		catch (RefusedException ex) {
			refuse(client, ex);
			return client;
		}
	}

	private void refuse(@Nullable RegisteredClient client, RefusedException ex) {
		this.refusals.request("client registration request", client, null, ex);
		if (this.refusals.isEnforcing()) {
			throw ex;
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
