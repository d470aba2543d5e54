package io.github.claimsdsl.spring.audience;

import java.text.ParseException;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTParser;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Lets the issuer's own endpoints, userinfo above all, accept the access tokens that the
 * issuer signs with {@code typ} {@code at+jwt}, by the rules of RFC 9068 section 4: they
 * must be for the userinfo endpoint. Other tokens go to the provider that was there.
 */
final class AtJwtAuthenticationProvider implements AuthenticationProvider {

	private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

	private final AuthenticationProvider delegate;

	private final AuthenticationProvider atJwt;

	AtJwtAuthenticationProvider(AuthenticationProvider delegate, JWKSource<SecurityContext> keys) {
		this.delegate = delegate;
		this.atJwt = new JwtAuthenticationProvider(decoder(keys));
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		boolean atJwt = authentication instanceof BearerTokenAuthenticationToken bearer && isAtJwt(bearer.getToken());
		return (atJwt ? this.atJwt : this.delegate).authenticate(authentication);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private static boolean isAtJwt(String token) {
		try {
			JOSEObjectType type = JWTParser.parse(token).getHeader().getType();
			return type != null && TYPES.stream().anyMatch(type.getType()::equalsIgnoreCase);
		}
		catch (ParseException ex) {
			return false;
		}
	}

	private static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithms((algorithms) -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
			.build();
		decoder.setJwtValidator(AtJwtAuthenticationProvider::validate);
		return decoder;
	}

	private static OAuth2TokenValidatorResult validate(Jwt jwt) {
		AuthorizationServerContext context = AuthorizationServerContextHolder.getContext();
		return JwtValidators
			.createDefaultWithValidators(
					List.of(new JwtTypeValidator(TYPES), new JwtIssuerValidator(context.getIssuer()),
							new JwtAudienceValidator(UserInfoEndpoint.of(context))))
			.validate(jwt);
	}

}
