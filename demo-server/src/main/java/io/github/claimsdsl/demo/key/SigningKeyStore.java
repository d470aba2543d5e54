package io.github.claimsdsl.demo.key;

import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * Keeps the signing keys over restarts.
 */
interface SigningKeyStore {

	/**
	 * Loads the keys, or keeps new ones if there are none. Whoever keeps keys first wins.
	 * @param newKeys makes the new keys
	 * @return the keys that are kept, with their private parts
	 */
	JWKSet loadOrKeep(Supplier<JWKSet> newKeys);

}
