package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Finds the authorizations that the server has saved, wherever it saves them: in its only
 * {@code OAuth2AuthorizationService} bean, in a service that was passed to the
 * authorization server, or, if there is neither, in the memory of Spring Authorization
 * Server. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ServerAuthorizations {

	private final List<OAuth2AuthorizationService> services = new CopyOnWriteArrayList<>();

	/** Adds the service of a chain. */
	void add(OAuth2AuthorizationService service) {
		this.services.add(service);
	}

	/**
	 * Finds an authorization by one of its tokens.
	 * @param token the value of the token
	 * @param type the type of the token
	 * @return the authorization, or {@code null} if no chain of the server has saved one
	 */
	public @Nullable OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
		return this.services.stream()
			.map((service) -> service.findByToken(token, type))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
