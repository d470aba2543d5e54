package io.github.claimsdsl.demo.key;

import java.util.List;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The signing keys of this node. It reads them again at an interval, so that every node
 * sees a change by another node. Thread-safe.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

	private static final Logger logger = LoggerFactory.getLogger(SigningKeys.class);

	private final SigningKeyStore store;

	private volatile KeyRing ring;

	SigningKeys(SigningKeyStore store) {
		this.store = store;
		this.ring = load();
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		return selector.select(this.ring.keys());
	}

	KeyRing ring() {
		return this.ring;
	}

	/**
	 * Changes the keys of all nodes.
	 * @param change turns the stored keys, which may be newer than those of this node,
	 * into the new ones
	 */
	synchronized void change(UnaryOperator<KeyRing> change) {
		this.ring = new KeyRing(this.store.change((kept) -> change.apply(new KeyRing(kept)).keys()));
	}

	@Scheduled(fixedDelayString = "${demo.keys.reload-interval}", initialDelayString = "${demo.keys.reload-interval}")
	synchronized void reload() {
		try {
			this.ring = load();
		}
		catch (RuntimeException ex) {
			logger.warn("The signing keys could not be read again; the server keeps using the keys that it knows", ex);
		}
	}

	private KeyRing load() {
		return new KeyRing(this.store.loadOrKeep(() -> KeyRing.create().keys()));
	}

}
