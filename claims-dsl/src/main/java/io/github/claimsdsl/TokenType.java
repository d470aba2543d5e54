package io.github.claimsdsl;

import java.util.Locale;
import java.util.Optional;

/**
 * The kind of token a claim can be written to.
 *
 * @since 0.1.0
 */
public enum TokenType {

	/**
	 * An OAuth 2.0 access token (RFC 6749 section 1.4), self-contained or opaque.
	 */
	ACCESS_TOKEN,

	/**
	 * An OpenID Connect ID token (OIDC Core section 2).
	 */
	ID_TOKEN;

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the name used in policies and by the standards.
	 * @return {@code access_token} or {@code id_token}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Finds the token type with the given name; {@code -} and {@code _} are alike.
	 * @param value the name, such as {@code access_token} or {@code id-token}
	 * @return the token type, or empty if there is none of that name
	 */
	public static Optional<TokenType> of(String value) {
		return Named.find(values(), value);
	}

}
