package io.github.claimsdsl.demo.key;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/**
 * The signing keys in order. The first key of each algorithm signs, and all keys verify.
 * Immutable.
 *
 * @param keys the keys, with their private parts
 */
record KeyRing(JWKSet keys) {

	static KeyRing create() {
		return new KeyRing(new JWKSet()).add(JWSAlgorithm.RS256).add(JWSAlgorithm.ES256);
	}

	/**
	 * Adds a new key. It only verifies, unless it is the first of its algorithm.
	 */
	KeyRing add(JWSAlgorithm algorithm) {
		return with(this.keys.size(), newKey(algorithm));
	}

	/**
	 * Makes a key sign in place of the other keys of its algorithm.
	 * @throws NoSuchElementException if there is no such key
	 */
	KeyRing promote(String id) {
		JWK key = find(id);
		return without(key).with(0, key);
	}

	/**
	 * Removes a key. Tokens that it signed are no longer valid.
	 * @throws NoSuchElementException if there is no such key
	 * @throws IllegalStateException if the key signs
	 */
	KeyRing retire(String id) {
		JWK key = find(id);
		if (signs(key)) {
			throw new IllegalStateException("The key signs tokens. First promote another key of the same algorithm");
		}
		return without(key);
	}

	boolean signs(JWK key) {
		Algorithm algorithm = key.getAlgorithm();
		return this.keys.getKeys()
			.stream()
			.filter((other) -> Objects.equals(other.getAlgorithm(), algorithm))
			.findFirst()
			.filter(key::equals)
			.isPresent();
	}

	private JWK find(String id) {
		JWK key = this.keys.getKeyByKeyId(id);
		if (key == null) {
			throw new NoSuchElementException("There is no such key");
		}
		return key;
	}

	private KeyRing with(int index, JWK key) {
		List<JWK> changed = new ArrayList<>(this.keys.getKeys());
		changed.add(index, key);
		return new KeyRing(new JWKSet(changed));
	}

	private KeyRing without(JWK key) {
		return new KeyRing(new JWKSet(this.keys.getKeys().stream().filter((other) -> !other.equals(key)).toList()));
	}

	private static JWK newKey(JWSAlgorithm algorithm) {
		try {
			JWKGenerator<?> generator = JWSAlgorithm.ES256.equals(algorithm) ? new ECKeyGenerator(Curve.P_256)
					: new RSAKeyGenerator(2048);
			return generator.keyUse(KeyUse.SIGNATURE)
				.algorithm(algorithm)
				.keyID(UUID.randomUUID().toString())
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("A signing key cannot be generated", ex);
		}
	}

}
