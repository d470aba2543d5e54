package io.github.claimsdsl.demo.key;

import java.security.Security;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the Amazon Corretto Crypto Provider sign, which is most of what a token costs. It
 * is native: where it cannot be loaded, Java's own providers stay.
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
