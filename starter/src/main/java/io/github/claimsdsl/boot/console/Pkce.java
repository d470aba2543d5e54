package io.github.claimsdsl.boot.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A proof key for one authorization request (RFC 7636 section 4).
 *
 * @param verifier the {@code code_verifier} of the token request
 */
record Pkce(String verifier) {

	private static final SecureRandom RANDOM = new SecureRandom();

	static Pkce make() {
		byte[] bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		return new Pkce(text(bytes));
	}

	/** Returns the {@code code_challenge} of the authorization request. */
	String challenge() {
		try {
			return text(MessageDigest.getInstance("SHA-256").digest(this.verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
