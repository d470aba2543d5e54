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
 * Selects clients: by their identifiers, any, or by a condition, for clients that
 * register themselves and whose identifiers are not known before. Immutable and safe for
 * use by several threads.
 *
 * @param ids the identifiers of the selected clients; empty if the others select
 * @param isAny whether any client is selected
 * @param condition the condition of the selected clients, or {@code null}
 * @since 0.1.0
 */
public record ClientSelector(Set<String> ids, boolean isAny, @Nullable ClaimExpression condition) {

	/** What selects any client. */
	public static final String ANY = "any";

	private static final ClientSelector EVERY = new ClientSelector(Set.of(), true, null);

	private static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR,
			"The settings of the client cannot be read.", null);

	/**
	 * Copies the identifiers and keeps their order.
	 * @param ids the identifiers of the selected clients
	 * @param isAny whether any client is selected
	 * @param condition the condition of the selected clients, or {@code null}
	 */
	public ClientSelector {
		ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
	}

	/**
	 * Selects any client.
	 * @return the selector
	 */
	public static ClientSelector any() {
		return EVERY;
	}

	/**
	 * Selects clients by their identifiers.
	 * @param ids the identifiers; none selects nobody
	 * @return the selector
	 */
	public static ClientSelector of(Set<String> ids) {
		return new ClientSelector(ids, false, null);
	}

	/**
	 * Selects the clients for which a condition holds.
	 * @param condition a condition over the client alone
	 * @return the selector
	 */
	public static ClientSelector when(ClaimExpression condition) {
		return new ClientSelector(Set.of(), false, condition);
	}

	/**
	 * Returns whether no client can be selected.
	 * @return whether it selects nobody
	 */
	public boolean isNone() {
		return !this.isAny && this.condition == null && this.ids.isEmpty();
	}

	/**
	 * Returns whether a client is selected.
	 * @param client the client
	 * @return whether it is
	 * @throws RefusedException if the condition fails, such as for a setting of another
	 * type than was declared
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
	 * Returns the selector as it is written.
	 */
	@Override
	public String toString() {
		return (this.condition != null) ? "when " + this.condition : this.isAny ? ANY : this.ids.toString();
	}

}
