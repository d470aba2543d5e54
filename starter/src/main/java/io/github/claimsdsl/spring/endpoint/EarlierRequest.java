package io.github.claimsdsl.spring.endpoint;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * Knows the grants that continue an authorization. For these grants an earlier request
 * decided what the token is for.
 */
public final class EarlierRequest {

	private static final Set<String> GRANTS = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.DEVICE_CODE.getValue(), AuthorizationGrantType.REFRESH_TOKEN.getValue());

	private EarlierRequest() {
	}

	/**
	 * Returns whether an earlier request decided what a token is for.
	 * @param grantType the grant of the token request, or {@code null} if it has none
	 * @return {@code true} if the grant continues an authorization
	 */
	public static boolean isOf(@Nullable String grantType) {
		return grantType != null && GRANTS.contains(grantType);
	}

}
