package io.github.claimsdsl.demo.key;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * Stores the signing keys, so that they survive a restart.
 */
interface SigningKeyStore {

	/**
	 * Loads the keys, or stores new ones if there are none. If several nodes store keys
	 * at once, the first wins.
	 * @param newKeys creates the new keys
	 * @return the stored keys, with their private parts
	 */
	JWKSet loadOrKeep(Supplier<JWKSet> newKeys);

	/**
	 * Changes the stored keys. If two changes happen at once, the second sees the result
	 * of the first.
	 * @param change turns the stored keys into the new ones. It is called again if the
	 * stored keys changed in the meantime
	 * @return the keys that are stored now
	 */
	JWKSet change(UnaryOperator<JWKSet> change);

}
