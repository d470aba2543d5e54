package io.github.claimsdsl;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a token is issued for a user or for the client itself.
 *
 * @since 0.1.0
 */
public enum Subject {

	/**
	 * The token is issued for a user.
	 */
	USER,

	/**
	 * The token is issued for the client itself, as with {@code client_credentials} (RFC
	 * 6749 section 4.4).
	 */
	CLIENT;

	private static final Named<Subject> NAMES = Named.of(values());

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the name used in policies.
	 * @return {@code user} or {@code client}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Finds the subject with the given name.
	 * @param value the name
	 * @return the subject, or empty if there is none of that name
	 */
	public static Optional<Subject> of(String value) {
		return NAMES.find(value);
	}

}
