package io.github.claimsdsl.spring.rule;

import java.util.Locale;
import java.util.Set;

import io.github.claimsdsl.expression.SecretNames;

/**
 * Knows the request parameters that are secrets. Rules can never read them.
 */
final class RequestParameters {

	private static final Set<String> SECRETS = Set.of("client_secret", "password", "code", "code_verifier", "assertion",
			"client_assertion", "client_assertion_type", "refresh_token", "access_token", "id_token_hint",
			"subject_token", "actor_token", "device_code", "user_code", "dpop_proof", "token", "otp", "pin", "request",
			"state", "nonce");

	private RequestParameters() {
	}

	static boolean isSecret(String name) {
		return SECRETS.contains(name.toLowerCase(Locale.ROOT)) || SecretNames.DEFAULT.isSecret(name);
	}

}
