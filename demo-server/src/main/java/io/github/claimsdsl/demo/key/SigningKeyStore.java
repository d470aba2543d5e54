package io.github.claimsdsl.demo.key;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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

	/**
	 * Changes the keys that are kept. Of two changes at once, the second sees the first.
	 * @param change makes the keys to keep of those that are kept; called again if they
	 * have changed in between
	 * @return the keys that are kept now
	 */
	JWKSet change(UnaryOperator<JWKSet> change);

}
