package io.github.claimsdsl.spring.server;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Wraps the provider of a chain that accepts JWTs, so that the chain accepts the issuer's
 * own tokens too.
 */
final class OwnTokenPostProcessor implements ObjectPostProcessor<AuthenticationProvider> {

	private final JWKSource<SecurityContext> keys;

	private final OpaqueTokens opaque;

	private boolean provider;

	OwnTokenPostProcessor(JWKSource<SecurityContext> keys, OpaqueTokens opaque) {
		this.keys = keys;
		this.opaque = opaque;
	}

	boolean sawProvider() {
		return this.provider;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <O extends AuthenticationProvider> O postProcess(O provider) {
		if (!(provider instanceof JwtAuthenticationProvider)) {
			return provider;
		}
		this.provider = true;
		return (O) new OwnTokenAuthenticationProvider(provider, this.keys, this.opaque);
	}

}
