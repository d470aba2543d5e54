package io.github.claimsdsl.demo.key;

import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The signing keys: the first of each algorithm signs, all of them verify.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

	@Bean
	JWKSource<SecurityContext> jwkSource(SigningKeyStore store) {
		return new ImmutableJWKSet<>(store.loadOrKeep(KeyConfiguration::newKeys));
	}

	@Bean
	SigningKeyStore signingKeyStore(KeyProperties properties, JdbcClient jdbc) {
		return switch (properties.store()) {
			case FILE -> new FileSigningKeyStore(properties.file());
			case DATABASE -> new DatabaseSigningKeyStore(jdbc, new KeySetCipher(properties.encryptionKey()));
		};
	}

	@Bean
	JwtEncoder jwtEncoder(JWKSource<SecurityContext> jwkSource) {
		NimbusJwtEncoder encoder = new NimbusJwtEncoder(jwkSource);
		encoder.setJwkSelector((candidates) -> candidates.get(0));
		return encoder;
	}

	private static JWKSet newKeys() {
		try {
			return new JWKSet(List.of(
					new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE)
						.algorithm(JWSAlgorithm.RS256)
						.keyID(UUID.randomUUID().toString())
						.generate(),
					new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE)
						.algorithm(JWSAlgorithm.ES256)
						.keyID(UUID.randomUUID().toString())
						.generate()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The signing keys cannot be generated", ex);
		}
	}

}
