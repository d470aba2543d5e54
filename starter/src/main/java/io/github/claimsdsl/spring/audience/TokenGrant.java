package io.github.claimsdsl.spring.audience;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.spring.parameter.ParameterValues;

/**
 * What was granted for one token. It is decided once, written to the token, and compared
 * with the token before it is issued. Immutable.
 *
 * @param audience the API the token is for, or {@code null} for none
 * @param scopes the authorized scopes
 * @param kept the values that must stay in {@code aud} of a refreshed token although they
 * are not declared audiences
 * @param latestExpiry the latest time at which an exchanged token may expire, or
 * {@code null} for any other token
 * @param attributes the attributes to save with the authorization, by name
 * @param parameters the named request parameters that have a value
 * @since 0.1.0
 */
public record TokenGrant(@Nullable Audience audience, Set<String> scopes, List<String> kept,
		@Nullable Instant latestExpiry, Map<String, Object> attributes, Map<String, String> parameters) {

	static TokenGrant of(@Nullable Audience audience, Set<String> scopes) {
		return new TokenGrant(audience, Set.copyOf(scopes), List.of(), null, Map.of(), Map.of());
	}

	/**
	 * Returns a grant of scopes without an audience.
	 * @param scopes the scopes; copied
	 * @return the grant
	 */
	public static TokenGrant of(Set<String> scopes) {
		return of(null, scopes);
	}

	/**
	 * Returns a copy with request parameters.
	 * @param parameters the parameters
	 * @return the copy; its attributes hold those of this grant and the parameters to
	 * save
	 */
	public TokenGrant with(ParameterValues parameters) {
		if (parameters.values().isEmpty()) {
			return this;
		}
		Map<String, Object> all = new HashMap<>(this.attributes);
		all.putAll(parameters.saved());
		return new TokenGrant(this.audience, this.scopes, this.kept, this.latestExpiry, all, parameters.values());
	}

	/**
	 * Returns the header parameters that a JWT for the audience must have: {@code typ}
	 * (RFC 9068 section 2.1) and the signing algorithm, if the audience states them.
	 * @return the header parameters, by name; none without an audience
	 */
	public Map<String, String> header() {
		return (this.audience != null) ? this.audience.header() : Map.of();
	}

	/**
	 * Returns the identifier of the audience.
	 * @return the identifier, or {@code null} for none
	 */
	public @Nullable String audienceId() {
		return (this.audience != null) ? this.audience.id() : null;
	}

}
