package io.github.claimsdsl.boot.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.ClientSelector;
import io.github.claimsdsl.spring.audience.TokenProfile;

/**
 * An audience as the endpoint shows it: as it was declared.
 *
 * @param id the identifier
 * @param clients who may ask for it: identifiers, {@code any}, or a condition
 * @param scopes the scopes it defines
 * @param apiClients the API itself as a client
 * @param tokenProfile the form of its JWT access tokens
 * @param signingAlgorithm the JWS algorithm, or {@code null} for the default
 * @param defaultFor the clients that get it unasked
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
