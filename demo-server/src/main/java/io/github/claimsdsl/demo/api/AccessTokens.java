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
 * Creates decoders that verify access tokens as an API must.
 */
public final class AccessTokens {

	private static final OAuth2TokenValidator<Jwt> ANY_CLIENT = new JwtClaimValidator<String>(
			OAuth2ParameterNames.CLIENT_ID, StringUtils::hasText);

	private AccessTokens() {
	}

	/**
	 * Creates a decoder that verifies access tokens by RFC 9068, section 4. Do not
	 * register it as a bean, because the authorization server has its own decoder bean
	 * for userinfo.
	 * @param keys the keys of the issuer
	 * @param issuer the issuer that a token must name
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
			// Spring Security 7.0 has no validator that accepts any client
			.validators((validators) -> validators.putIfAbsent(OAuth2ParameterNames.CLIENT_ID, ANY_CLIENT))
			.build());
		return decoder;
	}

}
