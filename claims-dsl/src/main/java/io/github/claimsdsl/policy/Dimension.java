package io.github.claimsdsl.policy;

import java.util.Locale;

/**
 * What a selector can select on.
 */
public enum Dimension {

	/** The granted API audience; limits access tokens. */
	AUDIENCE,

	/** The grant that authorised the token. */
	GRANT_TYPE,

	/** The client identifier. */
	CLIENT,

	/** The authorised scopes: any of the selector's. */
	SCOPE,

	/** The kind of token. */
	TOKEN_TYPE,

	/** Whether the token is the first of its authorization. */
	ISSUANCE,

	/** Whether the token is issued for a user or for a client of its own. */
	SUBJECT;

	private final String property = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * Returns the name of the property that states this dimension.
	 * @return the name, such as {@code grant-type}
	 */
	public String property() {
		return this.property;
	}

}
