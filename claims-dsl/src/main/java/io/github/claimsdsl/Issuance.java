package io.github.claimsdsl;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a token is issued for a grant or for a refresh token.
 *
 * @since 0.1.0
 */
public enum Issuance {

	/**
	 * The token is issued for the grant itself.
	 */
	INITIAL,

	/**
	 * The token is issued for a refresh token (RFC 6749 section 6).
	 */
	REFRESH;

	private static final Named<Issuance> NAMES = Named.of(values());

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the name used in policies.
	 * @return {@code initial} or {@code refresh}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Finds the issuance with the given name.
	 * @param value the name
	 * @return the issuance, or empty if there is none of that name
	 */
	public static Optional<Issuance> of(String value) {
		return NAMES.find(value);
	}

}
