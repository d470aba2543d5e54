package io.github.claimsdsl.servers;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Token generators as teams build them.
 *
 * @param keys the keys that sign
 * @param jwt what is injected as the customizer of JWTs
 * @param opaque what is injected as the customizer of opaque tokens
 */
record Generators(JWKSource<SecurityContext> keys, OAuth2TokenCustomizer<JwtEncodingContext> jwt,
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {

	/** Calls the customizers. */
	OAuth2TokenGenerator<?> wired() {
		return wired(new NimbusJwtEncoder(this.keys), this.jwt);
	}

	/** Calls a customizer of JWTs in place of the injected one. */
	OAuth2TokenGenerator<?> wired(JwtEncoder encoder, OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
		OAuth2AccessTokenGenerator references = new OAuth2AccessTokenGenerator();
		references.setAccessTokenCustomizer(this.opaque);
		return new DelegatingOAuth2TokenGenerator(jwts(encoder, customizer), references,
				new OAuth2RefreshTokenGenerator());
	}

	/** Calls the customizer of JWTs, and makes no other tokens. */
	JwtGenerator jwts() {
		return jwts(new NimbusJwtEncoder(this.keys), this.jwt);
	}

	/** Calls no customizer, as in the examples that predate the policies. */
	OAuth2TokenGenerator<?> unwired() {
		return new DelegatingOAuth2TokenGenerator(new JwtGenerator(new NimbusJwtEncoder(this.keys)),
				new OAuth2AccessTokenGenerator(), new OAuth2RefreshTokenGenerator());
	}

	private static JwtGenerator jwts(JwtEncoder encoder, OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
		JwtGenerator generator = new JwtGenerator(encoder);
		generator.setJwtCustomizer(customizer);
		return generator;
	}

}
