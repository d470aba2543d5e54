package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import org.springframework.http.MediaType;

/**
 * A file that the pages use, such as the style sheet. It is read once from the library's
 * jar.
 *
 * @param name the file name
 * @param type the media type
 * @param content the bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent")
record Asset(String name, MediaType type, byte[] content) {

	static Asset read(String name, String type) {
		try (InputStream stream = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
			return new Asset(name, MediaType.parseMediaType(type), stream.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
