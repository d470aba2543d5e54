package io.github.claimsdsl.demo.key;

import java.util.Optional;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWKSet;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the signing keys in the database, encrypted, for all nodes.
 */
final class DatabaseSigningKeyStore implements SigningKeyStore {

	private static final int ID = 1;

	private final JdbcClient jdbc;

	private final KeySetCipher cipher;

	DatabaseSigningKeyStore(JdbcClient jdbc, KeySetCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	@Override
	public JWKSet loadOrKeep(Supplier<JWKSet> newKeys) {
		return load().orElseGet(() -> {
			insertUnlessPresent(newKeys.get());
			return load().orElseThrow();
		});
	}

	private Optional<JWKSet> load() {
		return this.jdbc.sql("select content from signing_key_set where id = ?")
			.param(ID)
			.query(String.class)
			.optional()
			.map(this.cipher::decrypt);
	}

	private void insertUnlessPresent(JWKSet keys) {
		try {
			this.jdbc.sql("insert into signing_key_set (id, content) values (?, ?)")
				.params(ID, this.cipher.encrypt(keys))
				.update();
		}
		catch (DuplicateKeyException ex) {
			// Another node was first: its keys are loaded
		}
	}

}
