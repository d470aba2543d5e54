package io.github.claimsdsl.demo.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.github.claimsdsl.demo.support.Answer;

/**
 * Verifies tokens as a careful client does: the signature, and every claim that matters.
 */
final class Verifier {

	private static final String NAMESPACE = "https://mydomain.com/claims/";

	static final String API = "https://api.example.com";

	static final String REPORTS = "https://reports.example.com";

	private static final String USER_INFO = "http://localhost:9000/userinfo";

	private final JWKSet keys;

	Verifier(JWKSet keys) {
		this.keys = keys;
	}

	/** What is wrong with the tokens of a user, or nothing. */
	String check(Answer tokens, String client, String user, String audience) {
		String access = check(tokens.jwt("access_token"), user, List.of(audience, USER_INFO), claims(user, audience));
		String id = check(tokens.jwt("id_token"), user, List.of(client), Map.of());
		return access + id;
	}

	/** What is wrong with the token of a machine, or nothing. */
	String checkMachine(Answer tokens) {
		return check(tokens.jwt("access_token"), "machine", List.of(API), Map.of(NAMESPACE + "tier", "gold"));
	}

	private String check(SignedJWT token, String subject, List<String> audience, Map<String, Object> claims) {
		try {
			JWTClaimsSet set = token.getJWTClaimsSet();
			boolean right = token
				.verify(new RSASSAVerifier(this.keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()))
					&& "http://localhost:9000".equals(set.getIssuer()) && subject.equals(set.getSubject())
					&& audience.equals(set.getAudience()) && claims.equals(namespaced(set));
			return right ? "" : "wrong token for " + subject + " and " + audience + ": " + set;
		}
		catch (Exception ex) {
			return "unusable token for " + subject + ": " + ex;
		}
	}

	private static Map<String, Object> claims(String user, String audience) {
		boolean alice = user.equals("alice");
		if (audience.equals(API)) {
			return Map.of(NAMESPACE + "email", user + "@mydomain.com");
		}
		return alice ? Map.of(NAMESPACE + "roles", "[admin, user]", NAMESPACE + "department", "engineering")
				: Map.of(NAMESPACE + "roles", "[user]");
	}

	private static Map<String, Object> namespaced(JWTClaimsSet set) {
		Map<String, Object> claims = new HashMap<>();
		set.getClaims().forEach((name, value) -> {
			if (name.startsWith(NAMESPACE)) {
				claims.put(name, (value instanceof List<?> list)
						? list.stream().map(String::valueOf).sorted().toList().toString() : value);
			}
		});
		return claims;
	}

}
