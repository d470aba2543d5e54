package io.github.claimsdsl.demo.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * Stores the signing keys in a file that only its owner may read and write.
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
			return read();
		}
		catch (IOException ex) {
			throw unusable(ex);
		}
	}

	@Override
	public synchronized JWKSet change(UnaryOperator<JWKSet> change) {
		try {
			JWKSet keys = change.apply(read());
			write(keys);
			return keys;
		}
		catch (IOException ex) {
			throw unusable(ex);
		}
	}

	private JWKSet read() throws IOException {
		try {
			return JWKSet.parse(Files.readString(this.file));
		}
		catch (ParseException ex) {
			throw new IllegalStateException("The file " + this.file + " does not contain a JWK set", ex);
		}
	}

	private UncheckedIOException unusable(IOException ex) {
		return new UncheckedIOException("The signing keys in " + this.file + " cannot be read or written", ex);
	}

	private void write(JWKSet keys) throws IOException {
		Path directory = this.file.resolveSibling(".");
		Files.createDirectories(directory);
		// A temporary file is readable by its owner only, and the move replaces the old
		// file in one step
		Path temporary = Files.createTempFile(directory, "keys", null);
		Files.writeString(temporary, keys.toString(false));
		Files.move(temporary, this.file, StandardCopyOption.ATOMIC_MOVE);
	}

}
