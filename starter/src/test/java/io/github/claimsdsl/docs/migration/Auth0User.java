package io.github.claimsdsl.docs.migration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A user with what an Auth0 profile has.
 */
record Auth0User(String userId, @Nullable String email, boolean emailVerified, @Nullable String givenName,
		@Nullable String familyName, @Nullable String nickname, List<String> roles, Map<String, Object> appMetadata,
		Map<String, Object> userMetadata, Instant createdAt, @Nullable Instant lastPasswordReset) {
}
