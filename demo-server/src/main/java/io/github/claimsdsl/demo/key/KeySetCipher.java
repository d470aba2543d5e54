package io.github.claimsdsl.demo.key;

import java.text.ParseException;
import java.util.Base64;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a JWK set as a JWE (RFC 7517, section 7), with AES-256-GCM.
 */
final class KeySetCipher {

	private static final JWEHeader HEADER = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
		.contentType("jwk-set+json")
		.build();

	private final byte[] key;

	KeySetCipher(@Nullable String encodedKey) {
		this.key = decode(encodedKey);
	}

	String encrypt(JWKSet keys) {
		try {
			JWEObject jwe = new JWEObject(HEADER, new Payload(keys.toString(false)));
			jwe.encrypt(new DirectEncrypter(this.key));
			return jwe.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The signing keys cannot be encrypted", ex);
		}
	}

	JWKSet decrypt(String content) {
		try {
			JWEObject jwe = JWEObject.parse(content);
			jwe.decrypt(new DirectDecrypter(this.key));
			return JWKSet.parse(jwe.getPayload().toString());
		}
		catch (JOSEException | ParseException ex) {
			throw new IllegalStateException("The signing keys in the database cannot be decrypted: "
					+ "demo.keys.encryption-key is not the key that encrypted them", ex);
		}
	}

	private static byte[] decode(@Nullable String encodedKey) {
		byte[] key = (encodedKey != null) ? Base64.getDecoder().decode(encodedKey.strip()) : new byte[0];
		if (key.length != 32) {
			throw new IllegalArgumentException("demo.keys.encryption-key must be 32 random bytes in Base64, such as"
					+ " 'openssl rand -base64 32' prints");
		}
		return key;
	}

}
