package io.github.claimsdsl.demo.key;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the signing keys.
 *
 * @param store where the keys are stored
 * @param file the file of the keys, if they are stored in a file
 * @param encryptionKey the key that encrypts them in the database: 32 bytes in Base64.
 * Required for the database
 * @param nativeCryptography whether the Amazon Corretto Crypto Provider signs, which is
 * faster than Java's own cryptography
 */
@ConfigurationProperties("demo.keys")
record KeyProperties(@DefaultValue("file") Store store, Path file, @Nullable String encryptionKey,
		@DefaultValue("true") boolean nativeCryptography) {

	/** Where the keys are stored. */
	enum Store {

		/** A file that only its owner may read. It is for a single node. */
		FILE,

		/** The database, encrypted. It is for any number of nodes. */
		DATABASE

	}

}
