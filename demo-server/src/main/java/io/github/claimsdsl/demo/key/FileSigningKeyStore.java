package io.github.claimsdsl.demo.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * Keeps the signing keys in a file that only its owner may read and write.
 */
final class FileSigningKeyStore implements SigningKeyStore {

	private final Path file;

	FileSigningKeyStore(Path file) {
		this.file = file.toAbsolutePath();
	}

	@Override
	public JWKSet loadOrKeep(Supplier<JWKSet> newKeys) {
		try {
			if (Files.notExists(this.file)) {
				write(newKeys.get());
			}
			return JWKSet.parse(Files.readString(this.file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The signing keys in " + this.file + " cannot be read or written", ex);
		}
		catch (ParseException ex) {
			throw new IllegalStateException("The file " + this.file + " holds no JWK set", ex);
		}
	}

	private void write(JWKSet keys) throws IOException {
		Path directory = this.file.resolveSibling(".");
		Files.createDirectories(directory);
		// A temporary file has mode 600, and the move makes it appear whole or not at all
		Path temporary = Files.createTempFile(directory, "keys", null);
		Files.writeString(temporary, keys.toString(false));
		Files.move(temporary, this.file, StandardCopyOption.ATOMIC_MOVE);
	}

}
