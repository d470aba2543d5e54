package io.github.claimsdsl;

import java.util.Locale;

/**
 * The format of a token.
 *
 * @since 0.1.0
 */
public enum TokenFormat {

	/**
	 * A signed JSON Web Token (RFC 7519), which carries its claims.
	 */
	JWT,

	/**
	 * A reference without claims of its own: APIs read them by introspection (RFC 7662).
	 */
	OPAQUE;

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the name used in expressions, as {@code token.format}.
	 * @return {@code jwt} or {@code opaque}
	 */
	public String value() {
		return this.value;
	}

}
