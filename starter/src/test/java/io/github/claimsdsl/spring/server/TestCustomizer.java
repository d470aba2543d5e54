package io.github.claimsdsl.spring.server;

import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * The team's customizers, which a test may change.
 */
final class TestCustomizer {

	private static final OAuth2TokenCustomizer<JwtEncodingContext> NO_JWT = (context) -> {
	};

	private static final OAuth2TokenCustomizer<OAuth2TokenClaimsContext> NO_OPAQUE = (context) -> {
	};

	private volatile OAuth2TokenCustomizer<JwtEncodingContext> jwt = NO_JWT;

	private volatile OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque = NO_OPAQUE;

	OAuth2TokenCustomizer<JwtEncodingContext> jwt() {
		return this.jwt;
	}

	OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque() {
		return this.opaque;
	}

	void jwt(OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
		this.jwt = customizer;
	}

	void opaque(OAuth2TokenCustomizer<OAuth2TokenClaimsContext> customizer) {
		this.opaque = customizer;
	}

	void reset() {
		this.jwt = NO_JWT;
		this.opaque = NO_OPAQUE;
	}

}
