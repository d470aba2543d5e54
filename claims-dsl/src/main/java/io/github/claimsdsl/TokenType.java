package io.github.claimsdsl;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of tokens and answers that a claim can be written to. An answer is the
 * response of the userinfo or introspection endpoint about a token.
 *
 * @since 0.1.0
 */
public enum TokenType {

	/**
	 * An OAuth 2.0 access token (RFC 6749 section 1.4), as a JWT or opaque.
	 */
	ACCESS_TOKEN,

	/**
	 * An OpenID Connect ID token (OIDC Core section 2).
	 */
	ID_TOKEN,

	/**
	 * The answer of the userinfo endpoint about the user of an access token (OIDC Core
	 * section 5.3.2).
	 */
	USERINFO,

	/**
	 * The answer of the introspection endpoint about an active access token (RFC 7662
	 * section 2.2).
	 */
	INTROSPECTION;

	private static final Named<TokenType> NAMES = Named.of(values());

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the name used in policies and by the standards.
	 * @return {@code access_token}, {@code id_token}, {@code userinfo} or
	 * {@code introspection}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Tells whether this is a token and not an answer. An answer is decided each time it
	 * is requested, and it has neither an issuance nor request parameters.
	 * @return {@code false} for userinfo and introspection
	 */
	public boolean isToken() {
		return this == ACCESS_TOKEN || this == ID_TOKEN;
	}

	/**
	 * Tells whether an API reads this token or answer, so that policies can select on its
	 * audience.
	 * @return {@code true} for access tokens and introspection
	 */
	public boolean isForApi() {
		return this == ACCESS_TOKEN || this == INTROSPECTION;
	}

	/**
	 * Finds the token type with the given name. The name may have {@code -} in place of
	 * {@code _}.
	 * @param value the name, such as {@code access_token} or {@code id-token}
	 * @return the token type, or empty if there is none of that name
	 */
	public static Optional<TokenType> of(String value) {
		return NAMES.find(value);
	}

}
