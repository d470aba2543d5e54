package io.github.claimsdsl.demo.key;

import java.security.Security;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the Amazon Corretto Crypto Provider for faster signing, because signing is
 * most of the cost of a token. The provider is native code. If it cannot be loaded,
 * Java's own providers sign.
 */
final class NativeCryptography {

	private static final Logger logger = LoggerFactory.getLogger(NativeCryptography.class);

	private NativeCryptography() {
	}

	static void install() {
		Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
		if (error != null) {
			logger.warn("Signing with Java's own cryptography, because the native one cannot be loaded", error);
			return;
		}
		Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
	}

}
