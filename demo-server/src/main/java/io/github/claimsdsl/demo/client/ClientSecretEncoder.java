package io.github.claimsdsl.demo.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Encodes client secrets as {@code {sha256}salt$hash}: microseconds where a password hash
 * spends 100 ms at every token. That is safe for secrets that a machine made with at
 * least 128 bits of entropy, which no one can guess at any speed, and for no others.
 */
public final class ClientSecretEncoder implements PasswordEncoder {

	private static final Pattern ENCODED = Pattern.compile("\\{sha256}([0-9a-f]{32})\\$([0-9a-f]{64})");

	private final BytesKeyGenerator salts = KeyGenerators.secureRandom(16);

	@Override
	public String encode(@Nullable CharSequence secret) {
		if (secret == null) {
			throw new IllegalArgumentException("secret cannot be null");
		}
		byte[] salt = this.salts.generateKey();
		return "{sha256}" + HexFormat.of().formatHex(salt) + "$" + HexFormat.of().formatHex(hash(salt, secret));
	}

	@Override
	public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
		Matcher matcher = ENCODED.matcher((encoded != null) ? encoded : "");
		return secret != null && matcher.matches()
				&& MessageDigest.isEqual(hash(bytes(matcher.group(1)), secret), bytes(matcher.group(2)));
	}

	private static byte[] hash(byte[] salt, CharSequence secret) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(salt);
			return digest.digest(secret.toString().getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("SHA-256 is missing", ex);
		}
	}

	private static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex);
	}

}
