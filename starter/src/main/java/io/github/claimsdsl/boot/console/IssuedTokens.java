package io.github.claimsdsl.boot.console;

import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.util.Assert;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.server.ServerAuthorizations;

/**
 * Reads tokens that this server has issued. It checks the signature and the issuer first,
 * and refuses any other token. Thread-safe.
 */
final class IssuedTokens {

	private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("at+jwt", "application/at+jwt");

	private final NimbusJwtDecoder decoder;

	private final AuthorizationServerSettings settings;

	private final Issuers issuers;

	private final ServerAuthorizations authorizations;

	private final TokenGuess guess;

	IssuedTokens(JWKSource<SecurityContext> keys, AuthorizationServerSettings settings, Issuers issuers,
			ServerAuthorizations authorizations, TokenGuess guess) {
		this.decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithms((algorithms) -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
			.build();
		this.decoder.setJwtValidator((jwt) -> OAuth2TokenValidatorResult.success());
		this.settings = settings;
		this.issuers = issuers;
		this.authorizations = authorizations;
		this.guess = guess;
	}

	/**
	 * Reads a token.
	 * @param value the encoded token
	 * @return the token
	 * @throws IllegalArgumentException if this server did not issue the token
	 */
	IssuedToken read(String value) {
		Jwt jwt = verify(value);
		Map<String, Object> header = jwt.getHeaders();
		Map<String, Object> claims = claims(value);
		TokenType type = type(header, claims, value);
		OAuth2Authorization authorization = find(value, type);
		TokenInputs form = this.guess.form(type, claims, authorization);
		return new IssuedToken(
				new PreviewedToken(PreviewedToken.Outcome.ISSUED, null, null, header, claims, null, Map.of(), null),
				type, form, notes(jwt, authorization, value, form));
	}

	private Jwt verify(String value) {
		try {
			Jwt jwt = this.decoder.decode(value);
			Object issuer = jwt.getClaims().get("iss");
			Assert.notNull(issuer, "it has no issuer");
			this.issuers.choose(issuer.toString(), this.settings);
			return jwt;
		}
		catch (JwtException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("none of the server’s keys and issuers match", ex);
		}
	}

	private static Map<String, Object> claims(String value) {
		try {
			return SignedJWT.parse(value).getPayload().toJSONObject();
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException("it is not a signed JWT", ex);
		}
	}

	private TokenType type(Map<String, Object> header, Map<String, Object> claims, String value) {
		if (ACCESS_TOKEN_TYPES.contains(String.valueOf(header.get("typ")).toLowerCase(Locale.ROOT))) {
			return TokenType.ACCESS_TOKEN;
		}
		if (find(value, TokenType.ACCESS_TOKEN) != null) {
			return TokenType.ACCESS_TOKEN;
		}
		boolean identifies = claims.containsKey("azp") && !claims.containsKey("scope");
		return identifies ? TokenType.ID_TOKEN : TokenType.ACCESS_TOKEN;
	}

	/**
	 * Returns the saved authorization, or {@code null} if there is none, or if the store
	 * cannot read it, for example because its client was removed.
	 */
	private @Nullable OAuth2Authorization find(String value, TokenType type) {
		return Stores.read(() -> this.authorizations.findByToken(value, saved(type)));
	}

	private static OAuth2TokenType saved(TokenType type) {
		return (type == TokenType.ACCESS_TOKEN) ? OAuth2TokenType.ACCESS_TOKEN
				: new OAuth2TokenType(OidcParameterNames.ID_TOKEN);
	}

	private static List<String> notes(Jwt jwt, @Nullable OAuth2Authorization authorization, String value,
			TokenInputs form) {
		List<String> notes = new ArrayList<>();
		Instant expires = jwt.getExpiresAt();
		if (expires != null && expires.isBefore(Instant.now())) {
			notes.add("It expired at " + expires + ".");
		}
		if (authorization == null) {
			notes.add(
					"This server has not saved what the client asked for, or cannot read it. The fields are guessed from "
							+ "the token’s claims: check them.");
		}
		else {
			if (form.client().isEmpty()) {
				notes.add("Its client cannot be found or read: fill in the client.");
			}
			OAuth2Authorization.Token<?> saved = authorization.getToken(value);
			if (saved != null && saved.isInvalidated()) {
				notes.add("It was revoked.");
			}
		}
		return notes;
	}

}
