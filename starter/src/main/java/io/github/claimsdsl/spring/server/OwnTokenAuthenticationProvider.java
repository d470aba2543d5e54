package io.github.claimsdsl.spring.server;

import java.text.ParseException;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
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

import io.github.claimsdsl.spring.endpoint.UserInfoEndpoint;

/**
 * Lets the issuer's own endpoints, especially userinfo, accept access tokens that they do
 * not accept otherwise: opaque tokens, and JWTs with {@code typ} {@code at+jwt}. It
 * follows RFC 9068 section 4, so a token for an API must be for the userinfo endpoint
 * too. Other tokens go to the original provider.
 */
final class OwnTokenAuthenticationProvider implements AuthenticationProvider {

	private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

	private final AuthenticationProvider delegate;

	private final AuthenticationProvider atJwt;

	private final OpaqueTokens opaque;

	OwnTokenAuthenticationProvider(AuthenticationProvider delegate, JWKSource<SecurityContext> keys,
			OpaqueTokens opaque) {
		this.delegate = delegate;
		this.atJwt = new JwtAuthenticationProvider(decoder(keys));
		this.opaque = opaque;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
			return this.delegate.authenticate(authentication);
		}
		JWT jwt = parse(bearer.getToken());
		Authentication opaque = (jwt == null) ? this.opaque.authenticate(bearer.getToken()) : null;
		return (opaque != null) ? opaque : (isAtJwt(jwt) ? this.atJwt : this.delegate).authenticate(authentication);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private static @Nullable JWT parse(String token) {
		try {
			return JWTParser.parse(token);
		}
		catch (ParseException ex) {
			return null;
		}
	}

	private static boolean isAtJwt(@Nullable JWT jwt) {
		JOSEObjectType type = (jwt != null) ? jwt.getHeader().getType() : null;
		return type != null && TYPES.stream().anyMatch(type.getType()::equalsIgnoreCase);
	}

	private static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithms((algorithms) -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
			.build();
		decoder.setJwtValidator(OwnTokenAuthenticationProvider::validate);
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
