package io.github.claimsdsl.demo.api;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;

/**
 * Reads access tokens as an API does.
 */
public final class AccessTokens {

	private static final OAuth2TokenValidator<Jwt> ANY_CLIENT = new JwtClaimValidator<String>(
			OAuth2ParameterNames.CLIENT_ID, StringUtils::hasText);

	private AccessTokens() {
	}

	/**
	 * Creates the decoder of RFC 9068, section 4. Do not make it a bean: the
	 * authorization server has its own, for userinfo.
	 * @param keys the keys of the issuer
	 * @param issuer the issuer
	 * @param audience the one audience that a token must name
	 * @return the decoder
	 */
	public static JwtDecoder decoder(JWKSource<SecurityContext> keys, String issuer, String audience) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithm(SignatureAlgorithm.RS256)
			.jwsAlgorithm(SignatureAlgorithm.ES256)
			.build();
		decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
			.issuer(issuer)
			.audience(audience)
			// Spring Security 7.0 has no validator of its own that takes any client
			.validators((validators) -> validators.putIfAbsent(OAuth2ParameterNames.CLIENT_ID, ANY_CLIENT))
			.build());
		return decoder;
	}

}
