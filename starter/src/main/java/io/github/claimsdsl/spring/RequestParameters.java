package io.github.claimsdsl.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Filters the parameters of a token request: rules never see secrets.
 */
final class RequestParameters {

	private static final Set<String> SECRETS = Set.of("client_secret", "password", "code", "code_verifier", "assertion",
			"client_assertion", "client_assertion_type", "refresh_token", "access_token", "id_token_hint",
			"subject_token", "actor_token", "device_code", "user_code", "dpop_proof", "token", "otp", "pin", "request",
			"state", "nonce");

	private RequestParameters() {
	}

	static boolean isSecret(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return SECRETS.contains(lower) || lower.contains("password") || lower.contains("secret")
				|| lower.endsWith("_token") || lower.endsWith("assertion");
	}

	/** Keeps the parameters with one text value that are no secrets; immutable. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	static Map<String, String> readable(Map<String, Object> parameters) {
		List<Map.Entry<String, String>> readable = new ArrayList<>(parameters.size());
		parameters.forEach((name, value) -> {
			if (value instanceof String text && !isSecret(name)) {
				readable.add(Map.entry(name, text));
			}
		});
		return Map.ofEntries(readable.toArray(new Map.Entry[0]));
	}

}
