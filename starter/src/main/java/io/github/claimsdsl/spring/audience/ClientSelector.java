package io.github.claimsdsl.spring.audience;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.EvaluationException;
import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Selects clients by their identifiers, selects any client, or selects clients by a
 * condition. A condition is for clients that register themselves, because their
 * identifiers are not known when the server is configured. Immutable and thread-safe.
 *
 * @param ids the identifiers of the selected clients; empty if one of the other
 * components selects
 * @param isAny whether any client is selected
 * @param condition the condition of the selected clients, or {@code null}
 * @since 0.1.0
 */
public record ClientSelector(Set<String> ids, boolean isAny, @Nullable ClaimExpression condition) {

	/** The word that selects any client. */
	public static final String ANY = "any";

	private static final ClientSelector EVERY = new ClientSelector(Set.of(), true, null);

	private static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR,
			"The settings of the client cannot be read.", null);

	/**
	 * Creates the selector, with a copy of the identifiers in their order.
	 */
	public ClientSelector {
		ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
	}

	/**
	 * Returns the selector for any client.
	 * @return the selector
	 */
	public static ClientSelector any() {
		return EVERY;
	}

	/**
	 * Returns a selector for clients with the given identifiers.
	 * @param ids the identifiers; if there are none, no client is selected
	 * @return the selector
	 */
	public static ClientSelector of(Set<String> ids) {
		return new ClientSelector(ids, false, null);
	}

	/**
	 * Returns a selector for the clients for which a condition is true.
	 * @param condition a condition that reads only {@code client}
	 * @return the selector
	 */
	public static ClientSelector when(ClaimExpression condition) {
		return new ClientSelector(Set.of(), false, condition);
	}

	/**
	 * Returns whether no client can be selected.
	 * @return {@code true} if it selects no client
	 */
	public boolean isNone() {
		return !this.isAny && this.condition == null && this.ids.isEmpty();
	}

	/**
	 * Returns whether a client is selected.
	 * @param client the client
	 * @return {@code true} if it is selected
	 * @throws RefusedException if the condition cannot be evaluated, for example because
	 * a client setting is not of its declared type
	 */
	public boolean selects(RegisteredClient client) {
		return (this.condition != null) ? holds(this.condition, client)
				: this.isAny || this.ids.contains(client.getClientId());
	}

	private static boolean holds(ClaimExpression condition, RegisteredClient client) {
		try {
			return Boolean.TRUE.equals(condition
				.evaluate(TokenRequest.of(ClientReader.read(client), GrantTypes.CLIENT_CREDENTIALS).build()));
		}
		catch (EvaluationException ex) {
			throw new RefusedException(ERROR, "the condition '" + condition + "' fails: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Returns the selector as it is written in properties.
	 */
	@Override
	public String toString() {
		return (this.condition != null) ? "when " + this.condition : this.isAny ? ANY : this.ids.toString();
	}

}
