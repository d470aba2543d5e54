package io.github.claimsdsl.spring.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/**
 * Handles the audience of each token in three steps: it decides what is granted, writes
 * it before the application's customizers run, and verifies it after them. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class AudienceTokens {

	/**
	 * The claim that names who may act for the subject of a token (RFC 8693 section 4.4).
	 */
	public static final String MAY_ACT = AllowedActor.CLAIM;

	static final String AT_JWT = "at+jwt";

	private final Audiences audiences;

	private final Delegation delegation;

	private final GrantedAudience granted;

	private final GrantVerification verification;

	/**
	 * Creates an object that decides by the given audiences.
	 * @param audiences the declared audiences
	 * @param maxDepth the largest number of token exchanges in a row
	 */
	public AudienceTokens(Audiences audiences, int maxDepth) {
		this.audiences = audiences;
		this.delegation = new Delegation(audiences, maxDepth);
		this.granted = new GrantedAudience(audiences, this.delegation);
		this.verification = new GrantVerification(audiences);
	}

	/**
	 * Returns whether audiences are declared.
	 * @return {@code false} if none are, so that tokens stay as Spring Authorization
	 * Server makes them
	 */
	public boolean areDeclared() {
		return !this.audiences.isEmpty();
	}

	/**
	 * Decides what is granted for a token. The request that counts depends on the grant:
	 * <ul>
	 * <li>authorization code: the authorization request</li>
	 * <li>refresh token: the request for the token that is refreshed</li>
	 * <li>device code: the device authorization request, whose audience was saved</li>
	 * <li>all others: the token request itself</li>
	 * </ul>
	 * The claims of the token that is being built are never used, because a customizer
	 * can change them.
	 * @param context what the token is built from
	 * @return what is granted; without an audience if the client gets none, if the token
	 * is not an access token, or if no audiences are declared
	 * @throws OAuth2AuthenticationException {@code invalid_target} (RFC 8707 section 2)
	 * if the client may not have the audience or tries to change the audience of an
	 * authorization; {@code invalid_scope} if the audience does not define a scope;
	 * {@code invalid_request} (RFC 8693 section 2.2.2) if the client may not exchange the
	 * subject token or use the actor token; {@code server_error} if a token to refresh
	 * was saved without its claims
	 */
	public TokenGrant grant(OAuth2TokenContext context) {
		if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
			return TokenGrant.of(null, context.getAuthorizedScopes());
		}
		if (!this.audiences.isEmpty()) {
			return this.granted.of(context);
		}
		return AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType())
				? this.delegation.grant(context, null) : TokenGrant.of(null, context.getAuthorizedScopes());
	}

	/**
	 * Finds what was granted for the access token of an authorization.
	 * @param context what the token was built from
	 * @return what was granted; without an audience if the token is for no declared
	 * audience
	 * @throws OAuth2AuthenticationException {@code server_error} if the token was saved
	 * without its claims, and audiences are declared
	 */
	public TokenGrant saved(OAuth2TokenContext context) {
		List<String> values = (this.audiences.isEmpty() && !AudienceClaim.isSaved(context)) ? List.of()
				: AudienceClaim.remembered(context);
		Audience audience = values.stream().map(this.audiences::find).filter(Objects::nonNull).findFirst().orElse(null);
		return new TokenGrant(audience, Set.copyOf(context.getAuthorizedScopes()),
				(audience != null) ? List.of() : values, null, Map.of(), Map.of());
	}

	/**
	 * Saves the audience of a device authorization, so that {@link #grant} finds it when
	 * the device asks for its token.
	 * @param authorization the authorization that is saved
	 * @param audience the audience, or {@code null} for none
	 */
	public static void rememberForDevice(OAuth2Authorization.Builder authorization, @Nullable Audience audience) {
		if (audience != null) {
			authorization.attribute(GrantedAudience.ATTRIBUTE, audience.id());
		}
	}

	/**
	 * Writes what was granted to an access token: its {@code aud} and, for an exchanged
	 * token, an {@code exp} that is no later than that of the tokens it is made from. In
	 * a JWT it also writes the signing algorithm and what the {@link TokenProfile} of the
	 * audience adds. Without an audience, only {@code exp} is written. An ID token stays
	 * as it is.
	 * @param context what the token is built from
	 * @param grant what was granted
	 * @param claims the claims of the token
	 * @param header the header of a JWT, or {@code null} if the token is opaque
	 * @throws OAuth2AuthenticationException {@code invalid_grant} if a token that is
	 * exchanged has expired in the meantime
	 */
	public void write(OAuth2TokenContext context, TokenGrant grant, Map<String, Object> claims,
			JwsHeader.@Nullable Builder header) {
		limitExpiry(grant, claims);
		Audience audience = grant.audience();
		if (audience == null) {
			return;
		}
		claims.put(JwtClaimNames.AUD, AudienceClaim.of(audience, context));
		if (header != null) {
			writeHeader(header, audience);
			if (audience.tokenProfile() == TokenProfile.RFC9068) {
				writeRfc9068(context, claims);
			}
		}
	}

	/**
	 * Adds {@code iss} to the claim {@code may_act} if a rule wrote that claim without
	 * it. RFC 8693 section 4.4 does not require {@code iss} there, but the server
	 * compares it.
	 * @param context what the token is built from
	 * @param claims the claims of the token
	 */
	public static void completeAllowedActor(OAuth2TokenContext context, Map<String, Object> claims) {
		if (!OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
			AllowedActor.complete(claims);
		}
	}

	/** Makes an exchanged token expire no later than the tokens it is made from. */
	private static void limitExpiry(TokenGrant grant, Map<String, Object> claims) {
		Instant latest = grant.latestExpiry();
		if (latest == null || !(claims.get(JwtClaimNames.EXP) instanceof Instant expiry) || !expiry.isAfter(latest)) {
			return;
		}
		if (claims.get(JwtClaimNames.IAT) instanceof Instant issued && !issued.isBefore(latest)) {
			throw AudienceError.EXCHANGE_EXPIRED.exception();
		}
		claims.put(JwtClaimNames.EXP, latest);
	}

	/**
	 * Verifies, after all customizers have run, that none of them changed what was
	 * granted:
	 * <ul>
	 * <li>{@code iss} is the issuer</li>
	 * <li>{@code aud} of an ID token is the client and nothing else (OpenID Connect Core
	 * 1.0 section 2)</li>
	 * <li>{@code aud} of an access token is what was granted; if no audience was granted,
	 * it names no declared audience</li>
	 * <li>a token for an API has no scope that was not granted</li>
	 * <li>{@code sub} is the same in the access token and the ID token of one call</li>
	 * <li>an exchanged token does not expire later than the tokens it is made from</li>
	 * </ul>
	 * @param context what the token is built from
	 * @param grant what was granted
	 * @param before the values of {@code aud} before the customizers ran
	 * @param claims the claims of the token
	 * @param jwt whether the token is a JWT
	 * @throws OAuth2AuthenticationException {@code server_error} if the token differs;
	 * {@code invalid_target} if {@code aud} would be a client that has the identifier of
	 * an audience, or an audience that is no longer declared
	 */
	public void verify(OAuth2TokenContext context, TokenGrant grant, List<String> before, Map<String, Object> claims,
			boolean jwt) {
		this.verification.verify(context, grant, before, claims, jwt);
	}

	/**
	 * Returns the values of {@code aud}.
	 * @param claims the claims of a token
	 * @return the values, modifiable; empty if the claim is absent
	 */
	public static List<String> audience(Map<String, Object> claims) {
		return AudienceClaim.values(claims);
	}

	private static void writeHeader(JwsHeader.Builder header, Audience audience) {
		SignatureAlgorithm algorithm = (audience.signingAlgorithm() != null)
				? SignatureAlgorithm.from(audience.signingAlgorithm()) : null;
		if (algorithm != null) {
			header.algorithm(algorithm);
		}
		if (audience.tokenProfile() == TokenProfile.RFC9068) {
			header.type(AT_JWT);
		}
	}

	/** Writes the claims of RFC 9068 section 2.2. */
	private static void writeRfc9068(OAuth2TokenContext context, Map<String, Object> claims) {
		claims.put(OAuth2ParameterNames.CLIENT_ID, context.getRegisteredClient().getClientId());
		if (!context.getAuthorizedScopes().isEmpty()) {
			claims.put(OAuth2ParameterNames.SCOPE, String.join(" ", context.getAuthorizedScopes()));
		}
		Authentication principal = context.getPrincipal();
		if (principal != null) {
			AuthenticationEvent.write(principal, claims);
		}
	}

}
