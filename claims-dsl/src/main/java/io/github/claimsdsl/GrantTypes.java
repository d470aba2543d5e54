package io.github.claimsdsl;

import java.util.Set;

/**
 * What grant types have in common.
 *
 * @since 0.1.0
 */
public final class GrantTypes {

	/** The grant without a user (RFC 6749 section 4.4). */
	public static final String CLIENT_CREDENTIALS = "client_credentials";

	/** Device authorization (RFC 8628 section 3.4). */
	public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

	/** Token exchange (RFC 8693 section 2.1). */
	public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	/** The grants that issue no ID token. */
	public static final Set<String> WITHOUT_ID_TOKEN = Set.of(CLIENT_CREDENTIALS, DEVICE_CODE, TOKEN_EXCHANGE);

	/** The grants whose tokens userinfo does not answer. */
	public static final Set<String> WITHOUT_USERINFO = Set.of(CLIENT_CREDENTIALS, DEVICE_CODE);

	private GrantTypes() {
	}

}
