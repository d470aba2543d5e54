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
 * Decides what is granted for a token, writes it before the application's customizers and
 * verifies it after them. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AudienceTokens {

	/** Who may act for the subject of a token (RFC 8693 section 4.4). */
	public static final String MAY_ACT = AllowedActor.CLAIM;

	static final String AT_JWT = "at+jwt";

	private final Audiences audiences;

	private final Delegation delegation;

	private final GrantedAudience granted;

	private final GrantVerification verification;

	/**
	 * Creates the writer for the given audiences.
	 * @param audiences the declared audiences
	 * @param maxDepth how many exchanges may lead to a token
	 */
	public AudienceTokens(Audiences audiences, int maxDepth) {
		this.audiences = audiences;
		this.delegation = new Delegation(audiences, maxDepth);
		this.granted = new GrantedAudience(audiences, this.delegation);
		this.verification = new GrantVerification(audiences);
	}

	/**
	 * Returns whether audiences are declared.
	 * @return {@code false} if tokens stay as Spring Authorization Server has them
	 */
	public boolean areDeclared() {
		return !this.audiences.isEmpty();
	}

	/**
	 * Decides what is granted for a token, from the request, the authorization and the
	 * declared audiences: for an authorization code, what was asked at the authorization
	 * endpoint; for a refresh, what the refreshed token was for; for a device code, what
	 * was saved at device authorization; else what the token request asks for. Never from
	 * the claims of the token that is being built.
	 * @param context what the token is built from
	 * @return what is granted; no audience if the token is for none, is not an access
	 * token, or no audiences are declared
	 * @throws OAuth2AuthenticationException {@code invalid_target} (RFC 8707 section 2)
	 * if the client may not have the audience or tries to change that of an
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
	 * @return what was granted; no audience if the token is for none that is declared
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
	 * Saves the audience of a device authorization, for which {@link #grant} finds it.
	 * @param authorization the authorization that is saved
	 * @param audience the audience, or {@code null} for none
	 */
	public static void rememberForDevice(OAuth2Authorization.Builder authorization, @Nullable Audience audience) {
		if (audience != null) {
			authorization.attribute(GrantedAudience.ATTRIBUTE, audience.id());
		}
	}

	/**
	 * Writes what was granted to an access token: {@code aud}, the earliest {@code exp}
	 * of an exchange, and, in a JWT, the signing algorithm and what the audience's
	 * {@link TokenProfile} adds. An ID token and a token without audience stay as they
	 * are.
	 * @param context what the token is built from
	 * @param grant what was granted
	 * @param claims the claims of the token
	 * @param header the header of a JWT, or {@code null} if the token is opaque
	 * @throws OAuth2AuthenticationException {@code invalid_grant} if the token that is
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
	 * Completes {@code may_act} where a rule wrote it, so that the server finds the
	 * actor: RFC 8693 section 4.4 leaves out {@code iss}, the server does not.
	 * @param context what the token is built from
	 * @param claims the claims of the token
	 */
	public static void completeAllowedActor(OAuth2TokenContext context, Map<String, Object> claims) {
		if (!OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
			AllowedActor.complete(claims);
		}
	}

	/** An exchanged token lives no longer than the tokens it was made from. */
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
	 * Verifies a token after all customizers: {@code iss} is the issuer; {@code aud} of
	 * an ID token is the client and nothing else (OpenID Connect Core 1.0 section 2);
	 * {@code aud} of an access token is what was granted, and names no declared audience
	 * where none was; no scope was added for an API; {@code sub} is that of the other
	 * token of the call; an exchanged token does not live longer.
	 * @param context what the token is built from
	 * @param grant what was granted
	 * @param before what {@code aud} was before the customizers
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

	/** RFC 9068 section 2.2. */
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
