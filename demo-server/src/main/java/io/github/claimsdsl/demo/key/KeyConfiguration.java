package io.github.claimsdsl.demo.key;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Configures where the signing keys are stored, and the encoder, which signs with the
 * first key of each algorithm.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

	@Bean
	SigningKeyStore signingKeyStore(KeyProperties properties, JdbcClient jdbc) {
		if (properties.nativeCryptography()) {
			NativeCryptography.install();
		}
		return switch (properties.store()) {
			case FILE -> new FileSigningKeyStore(properties.file());
			case DATABASE -> new DatabaseSigningKeyStore(jdbc, new KeySetCipher(properties.encryptionKey()));
		};
	}

	@Bean
	JwtEncoder jwtEncoder(SigningKeys keys) {
		NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
		encoder.setJwkSelector((candidates) -> candidates.get(0));
		return encoder;
	}

}
