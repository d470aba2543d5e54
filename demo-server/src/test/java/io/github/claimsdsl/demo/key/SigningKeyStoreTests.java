package io.github.claimsdsl.demo.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The two stores of signing keys.
 */
class SigningKeyStoreTests {

	private static final KeySetCipher CIPHER = new KeySetCipher("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

	private static final KeySetCipher OTHER_CIPHER = new KeySetCipher("BBECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

	@TempDir
	private Path directory;

	private JdbcClient jdbc;

	@BeforeEach
	void createTable() {
		this.jdbc = JdbcClient
			.create(new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build());
		this.jdbc.sql("create table signing_key_set (id int primary key, content text not null)").update();
	}

	@Test
	void loadOrKeepWhenFileExistsThenReturnsItsKeys() throws Exception {
		Path file = this.directory.resolve("data/keys.json");
		JWKSet kept = new FileSigningKeyStore(file).loadOrKeep(SigningKeyStoreTests::keys);
		JWKSet loaded = new FileSigningKeyStore(file).loadOrKeep(SigningKeyStoreTests::keys);
		assertThat(loaded.getKeys()).isEqualTo(kept.getKeys());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		try (var files = Files.list(file.getParent())) {
			assertThat(files).containsExactly(file);
		}
	}

	@Test
	void loadOrKeepWhenFileIsNoKeySetThenSaysSo() throws Exception {
		Path file = Files.writeString(this.directory.resolve("keys.json"), "?");
		assertThatIllegalStateException()
			.isThrownBy(() -> new FileSigningKeyStore(file).loadOrKeep(SigningKeyStoreTests::keys))
			.withMessageContaining("does not contain a JWK set");
	}

	@Test
	void loadOrKeepWhenRowExistsThenReturnsItsKeys() {
		JWKSet kept = new DatabaseSigningKeyStore(this.jdbc, CIPHER).loadOrKeep(SigningKeyStoreTests::keys);
		JWKSet loaded = new DatabaseSigningKeyStore(this.jdbc, CIPHER).loadOrKeep(SigningKeyStoreTests::keys);
		assertThat(loaded.getKeys()).isEqualTo(kept.getKeys());
	}

	@Test
	void loadOrKeepWhenAnotherNodeIsFasterThenReturnsTheKeysOfThatNode() {
		DatabaseSigningKeyStore fast = new DatabaseSigningKeyStore(this.jdbc, CIPHER);
		JWKSet[] first = new JWKSet[1];
		JWKSet second = new DatabaseSigningKeyStore(this.jdbc, CIPHER).loadOrKeep(() -> {
			first[0] = fast.loadOrKeep(SigningKeyStoreTests::keys);
			return keys();
		});
		assertThat(second.getKeys()).isEqualTo(first[0].getKeys());
	}

	@Test
	void loadOrKeepWhenInDatabaseThenKeysAreEncrypted() {
		JWKSet kept = new DatabaseSigningKeyStore(this.jdbc, CIPHER).loadOrKeep(SigningKeyStoreTests::keys);
		String content = this.jdbc.sql("select content from signing_key_set").query(String.class).single();
		assertThat(content).doesNotContain(kept.getKeys().get(0).toECKey().getD().toString());
		assertThatIllegalStateException()
			.isThrownBy(
					() -> new DatabaseSigningKeyStore(this.jdbc, OTHER_CIPHER).loadOrKeep(SigningKeyStoreTests::keys))
			.withMessageContaining("demo.keys.encryption-key");
	}

	@Test
	void changeWhenAnotherNodeIsFasterThenChangesTheKeysOfThatNode() {
		DatabaseSigningKeyStore slow = new DatabaseSigningKeyStore(this.jdbc, CIPHER);
		DatabaseSigningKeyStore fast = new DatabaseSigningKeyStore(this.jdbc, CIPHER);
		slow.loadOrKeep(SigningKeyStoreTests::keys);
		boolean[] overtaken = new boolean[1];
		JWKSet changed = slow.change((kept) -> {
			if (!overtaken[0]) {
				overtaken[0] = true;
				fast.change(SigningKeyStoreTests::addKey);
			}
			return addKey(kept);
		});
		assertThat(changed.getKeys()).hasSize(3);
		assertThat(fast.loadOrKeep(SigningKeyStoreTests::keys).getKeys()).isEqualTo(changed.getKeys());
	}

	@Test
	void changeWhenInFileThenModeStays() throws Exception {
		Path file = this.directory.resolve("keys.json");
		FileSigningKeyStore store = new FileSigningKeyStore(file);
		store.loadOrKeep(SigningKeyStoreTests::keys);
		JWKSet changed = store.change(SigningKeyStoreTests::addKey);
		assertThat(store.loadOrKeep(SigningKeyStoreTests::keys).getKeys()).isEqualTo(changed.getKeys()).hasSize(2);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
	}

	@Test
	void cipherWhenKeyIsMissingOrShortThenSaysWhatIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> new KeySetCipher(null))
			.withMessageContaining("openssl rand -base64 32");
		assertThatIllegalArgumentException().isThrownBy(() -> new KeySetCipher("AAEC"));
	}

	private static JWKSet addKey(JWKSet kept) {
		return new KeyRing(kept).add(JWSAlgorithm.ES256).keys();
	}

	private static JWKSet keys() {
		try {
			return new JWKSet(new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate());
		}
		catch (com.nimbusds.jose.JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
