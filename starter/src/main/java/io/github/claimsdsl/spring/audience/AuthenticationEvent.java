package io.github.claimsdsl.spring.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;

/**
 * Writes when and how the user authenticated, as the claims {@code auth_time} and
 * {@code amr} (RFC 9068 section 2.2.1, with the values of RFC 8176). Both come from the
 * login, so they are the same in all tokens of an authorization. The claim {@code acr} is
 * left to the application, because the server knows no assurance levels.
 */
final class AuthenticationEvent {

	private static final Map<String, String> METHODS = Map.of(FactorGrantedAuthority.PASSWORD_AUTHORITY, "pwd",
			FactorGrantedAuthority.OTT_AUTHORITY, "otp", FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "pop",
			FactorGrantedAuthority.X509_AUTHORITY, "pop");

	private AuthenticationEvent() {
	}

	static void write(Authentication principal, Map<String, Object> claims) {
		Instant latest = Instant.MIN;
		Set<String> methods = new LinkedHashSet<>();
		for (GrantedAuthority authority : principal.getAuthorities()) {
			if (authority instanceof FactorGrantedAuthority factor) {
				latest = factor.getIssuedAt().isAfter(latest) ? factor.getIssuedAt() : latest;
				methods.add(METHODS.getOrDefault(factor.getAuthority(), ""));
			}
		}
		if (latest.isAfter(Instant.MIN)) {
			claims.put(IdTokenClaimNames.AUTH_TIME, Date.from(latest));
		}
		writeMethods(methods, claims);
	}

	/**
	 * Writes no methods at all if one of them has no registered value, because an
	 * incomplete list would be wrong.
	 */
	private static void writeMethods(Set<String> methods, Map<String, Object> claims) {
		if (!methods.isEmpty() && !methods.contains("")) {
			List<String> values = new ArrayList<>(methods);
			if (values.size() > 1) {
				values.add("mfa");
			}
			claims.put(IdTokenClaimNames.AMR, values);
		}
	}

}
