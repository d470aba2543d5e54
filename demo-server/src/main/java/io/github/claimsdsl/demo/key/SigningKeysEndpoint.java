package io.github.claimsdsl.demo.key;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * The Actuator endpoint that rotates the signing keys. Add a key and wait until all nodes
 * and APIs have seen it. Promote it and wait until the tokens of the old key have
 * expired. Then retire the old key.
 */
@Component
@WebEndpoint(id = "signingkeys")
class SigningKeysEndpoint {

	private static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

	private final SigningKeys keys;

	SigningKeysEndpoint(SigningKeys keys) {
		this.keys = keys;
	}

	@ReadOperation
	List<Key> list() {
		KeyRing ring = this.keys.ring();
		return ring.keys().getKeys().stream().map((key) -> Key.of(key, ring)).toList();
	}

	@WriteOperation
	List<Key> add(String algorithm) {
		JWSAlgorithm parsed = JWSAlgorithm.parse(algorithm);
		if (!ALGORITHMS.contains(parsed)) {
			throw new InvalidEndpointRequestException("Unknown algorithm", "The algorithm must be RS256 or ES256");
		}
		this.keys.change((ring) -> ring.add(parsed));
		return list();
	}

	/**
	 * Promotes a key. The parameter in the body makes browsers send a CORS preflight
	 * request, so that a page of another site cannot call this.
	 */
	@WriteOperation
	WebEndpointResponse<?> promote(@Selector String id, boolean signs) {
		return change((ring) -> signs ? ring.promote(id) : ring);
	}

	@DeleteOperation
	WebEndpointResponse<?> retire(@Selector String id) {
		return change((ring) -> ring.retire(id));
	}

	private WebEndpointResponse<?> change(UnaryOperator<KeyRing> change) {
		try {
			this.keys.change(change);
			return new WebEndpointResponse<>(list());
		}
		catch (NoSuchElementException ex) {
			return new WebEndpointResponse<>(404);
		}
		catch (IllegalStateException ex) {
			return new WebEndpointResponse<>(409);
		}
	}

	/**
	 * A key.
	 *
	 * @param id the identifier, which is {@code kid} in tokens
	 * @param algorithm the JWS algorithm
	 * @param signs whether the key signs, or only verifies
	 */
	record Key(String id, String algorithm, boolean signs) {

		static Key of(JWK key, KeyRing ring) {
			return new Key(key.getKeyID(), key.getAlgorithm().getName(), ring.signs(key));
		}

	}

}
