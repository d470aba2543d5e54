package io.github.claimsdsl.demo.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Encodes client secrets as {@code {sha256}salt$hash}. Checking one takes microseconds,
 * while a password hash would take 100 ms for every token. Use it only for secrets that a
 * machine made with at least 128 bits of entropy. Nobody can guess such a secret, however
 * fast the hash is.
 */
public final class ClientSecretEncoder implements PasswordEncoder {

	private static final String PREFIX = "{sha256}";

	private static final int SALT_END = PREFIX.length() + 32;

	private static final int END = SALT_END + 1 + 64;

	private static final HexFormat HEX = HexFormat.of();

	private final BytesKeyGenerator salts = KeyGenerators.secureRandom(16);

	@Override
	public String encode(@Nullable CharSequence secret) {
		if (secret == null) {
			throw new IllegalArgumentException("secret cannot be null");
		}
		byte[] salt = this.salts.generateKey();
		return PREFIX + HEX.formatHex(salt) + "$" + HEX.formatHex(hash(salt, secret));
	}

	@Override
	public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
		if (secret == null || encoded == null || encoded.length() != END || !encoded.startsWith(PREFIX)
				|| encoded.charAt(SALT_END) != '$') {
			return false;
		}
		try {
			byte[] salt = HEX.parseHex(encoded, PREFIX.length(), SALT_END);
			return MessageDigest.isEqual(hash(salt, secret), HEX.parseHex(encoded, SALT_END + 1, END));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
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

}
