package io.github.claimsdsl.demo.key;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the signing keys.
 *
 * @param store where the keys are kept
 * @param file the file, where they are kept in one
 * @param encryptionKey the key that encrypts them in the database: 32 bytes in Base64
 * @param nativeCryptography whether the Amazon Corretto Crypto Provider signs
 */
@ConfigurationProperties("demo.keys")
record KeyProperties(@DefaultValue("file") Store store, Path file, @Nullable String encryptionKey,
		@DefaultValue("true") boolean nativeCryptography) {

	/** Where the keys are kept. */
	enum Store {

		/** In a file that only its owner may read: for one node. */
		FILE,

		/** In the database, encrypted: for any number of nodes. */
		DATABASE

	}

}
