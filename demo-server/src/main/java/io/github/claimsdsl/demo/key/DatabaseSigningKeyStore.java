package io.github.claimsdsl.demo.key;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.jwk.JWKSet;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores the signing keys in the database, encrypted, so that all nodes share them.
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

	@Override
	public JWKSet change(UnaryOperator<JWKSet> change) {
		while (true) {
			String content = content().orElseThrow();
			JWKSet keys = change.apply(this.cipher.decrypt(content));
			if (replace(content, this.cipher.encrypt(keys))) {
				return keys;
			}
		}
	}

	private Optional<JWKSet> load() {
		return content().map(this.cipher::decrypt);
	}

	private Optional<String> content() {
		return this.jdbc.sql("select content from signing_key_set where id = ?")
			.param(ID)
			.query(String.class)
			.optional();
	}

	private boolean replace(String content, String replacement) {
		return this.jdbc.sql("update signing_key_set set content = ? where id = ? and content = ?")
			.params(replacement, ID, content)
			.update() == 1;
	}

	private void insertUnlessPresent(JWKSet keys) {
		try {
			this.jdbc.sql("insert into signing_key_set (id, content) values (?, ?)")
				.params(ID, this.cipher.encrypt(keys))
				.update();
		}
		catch (DuplicateKeyException ex) {
			// Another node was first, and its keys are used
		}
	}

}
