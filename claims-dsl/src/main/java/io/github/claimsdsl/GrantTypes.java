package io.github.claimsdsl;

import java.util.Set;

/**
 * The grant types that need special treatment, by their name or URI.
 *
 * @since 0.1.0
 */
public final class GrantTypes {

	/** The client credentials grant, which has no user (RFC 6749 section 4.4). */
	public static final String CLIENT_CREDENTIALS = "client_credentials";

	/** The device authorization grant (RFC 8628 section 3.4). */
	public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

	/** The token exchange grant (RFC 8693 section 2.1). */
	public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	/** The grants that issue no ID token. */
	public static final Set<String> WITHOUT_ID_TOKEN = Set.of(CLIENT_CREDENTIALS, DEVICE_CODE, TOKEN_EXCHANGE);

	/** The grants whose access tokens the userinfo endpoint does not accept. */
	public static final Set<String> WITHOUT_USERINFO = Set.of(CLIENT_CREDENTIALS, DEVICE_CODE);

	private GrantTypes() {
	}

}
