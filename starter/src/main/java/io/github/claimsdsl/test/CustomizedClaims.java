package io.github.claimsdsl.test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsSet;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimValues;

/**
 * What a customizer does to the claims of a token. Immutable.
 *
 * @param before the claims that the server had set
 * @param after the claims after the customizer ran
 * @param error the OAuth error with which the customizer refuses the token, or
 * {@code null}
 */
record CustomizedClaims(Map<String, Object> before, Map<String, Object> after, @Nullable String error) {

	private static final String ISSUER = "https://issuer.example.com";

	static CustomizedClaims ofJwt(TokenRequest request, OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
		checkFormat(request, TokenFormat.JWT);
		CustomizerInputs inputs = CustomizerInputs.of(request);
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder().claims((map) -> map.putAll(issued(inputs)));
		return run(customizer, inputs.fill(JwtEncodingContext.with(JwsHeader.with(SignatureAlgorithm.RS256), claims)),
				claims::claims);
	}

	static CustomizedClaims ofOpaque(TokenRequest request, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> customizer) {
		checkFormat(request, TokenFormat.OPAQUE);
		CustomizerInputs inputs = CustomizerInputs.of(request);
		OAuth2TokenClaimsSet.Builder claims = OAuth2TokenClaimsSet.builder()
			.claims((map) -> map.putAll(issued(inputs)));
		return run(customizer, inputs.fill(OAuth2TokenClaimsContext.with(claims)), claims::claims);
	}

	private static void checkFormat(TokenRequest request, TokenFormat format) {
		if (request.tokenFormat() != format) {
			throw new IllegalArgumentException("The customizer is for tokens of format " + format
					+ ", but the request is for " + request.tokenFormat() + ". Set its tokenFormat(..).");
		}
	}

	/**
	 * Returns the claims that Spring Authorization Server sets before the customizer
	 * runs.
	 */
	private static Map<String, Object> issued(CustomizerInputs inputs) {
		TokenRequest request = inputs.request();
		Instant now = request.now();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put(JwtClaimNames.ISS, Objects.requireNonNullElse(request.issuer(), ISSUER));
		claims.put(JwtClaimNames.SUB, Objects.requireNonNullElse(inputs.subject(), "subject"));
		claims.put(JwtClaimNames.IAT, now);
		claims.put(JwtClaimNames.EXP, now.plus(Duration.ofMinutes(5)));
		claims.put(JwtClaimNames.JTI, "jti");
		if (request.tokenType() == TokenType.ID_TOKEN) {
			claims.put(JwtClaimNames.AUD, List.of(request.client().id()));
			claims.put(IdTokenClaimNames.AZP, request.client().id());
		}
		else {
			claims.put(JwtClaimNames.AUD,
					request.audiences().isEmpty() ? List.of(request.client().id()) : List.copyOf(request.audiences()));
			claims.put(JwtClaimNames.NBF, now);
			claims.put(OAuth2ParameterNames.SCOPE, request.scopes());
		}
		return claims;
	}

	private static <C extends OAuth2TokenContext> CustomizedClaims run(OAuth2TokenCustomizer<C> customizer, C context,
			Consumer<Consumer<Map<String, Object>>> claims) {
		Map<String, Object> before = new LinkedHashMap<>();
		Map<String, Object> after = new LinkedHashMap<>();
		claims.accept(before::putAll);
		try {
			customizer.customize(context);
		}
		catch (OAuth2AuthenticationException ex) {
			return new CustomizedClaims(before, before, ex.getError().getErrorCode());
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			throw failed(customizer.getClass(), ex);
		}
		claims.accept(after::putAll);
		return new CustomizedClaims(before, after, null);
	}

	private static IllegalArgumentException failed(Class<?> customizer, Throwable thrown) {
		MissingInputException missing = MissingInputException.findIn(thrown);
		return new IllegalArgumentException(
				(missing != null) ? missing.getMessage()
						: "The customizer " + RuleFailure.of(thrown).describe(customizer)
								+ ". Add what it needs to the request: an Authentication, an OAuth2Authorization and a "
								+ "RegisteredClient with attribute(type, value), parameters with parameters(map).",
				thrown);
	}

	/** Returns the claims that the customizer set or changed, sorted by name. */
	Map<String, Object> set() {
		Map<String, Object> set = new TreeMap<>();
		this.after.forEach((name, value) -> {
			if (value != null && !ClaimValues.areSame(value, this.before.get(name))) {
				set.put(name, value);
			}
		});
		return set;
	}

	/** Returns the claims of the server that the customizer removed, sorted by name. */
	List<String> removed() {
		return this.before.keySet().stream().filter((name) -> this.after.get(name) == null).sorted().toList();
	}

}
