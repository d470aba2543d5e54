package io.github.claimsdsl.boot.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.ClientSelector;
import io.github.claimsdsl.spring.audience.TokenProfile;

/**
 * An audience in the answer of the endpoint, as it was declared. Clients are a list of
 * ids or {@code any}, or a map with the condition.
 *
 * @param id the identifier
 * @param clients the clients that may ask for it
 * @param scopes the scopes it defines
 * @param apiClients the clients of the API itself
 * @param tokenProfile the form of its JWT access tokens
 * @param signingAlgorithm the JWS algorithm, or {@code null} for the default
 * @param defaultFor the clients that get it when they ask for none
 * @param issuers the issuers that issue tokens for it; all if empty
 */
record AudienceDescription(String id, Object clients, Set<String> scopes, Object apiClients, TokenProfile tokenProfile,
		@Nullable String signingAlgorithm, Object defaultFor, Set<String> issuers) {

	static AudienceDescription of(Audience audience) {
		return new AudienceDescription(audience.id(), clients(audience.clients()), audience.scopes(),
				clients(audience.apiClients()), audience.tokenProfile(), audience.signingAlgorithm(),
				clients(audience.defaultFor()), audience.issuers());
	}

	private static Object clients(ClientSelector selector) {
		if (selector.condition() != null) {
			return Map.of("when", selector.condition().source());
		}
		return selector.isAny() ? List.of(ClientSelector.ANY) : selector.ids();
	}

}
