package io.github.claimsdsl.spring.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

import io.github.claimsdsl.TokenType;

/**
 * Proves that a token that is about to be issued was decided in this call and has the
 * claims that were decided. It looks only at the token, so it works for any token
 * generator.
 */
final class IssuedTokenCheck {

	static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR,
			"The token was not decided by the policies.", "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

	private static final String WIRE = "Inject OAuth2TokenCustomizer<JwtEncodingContext> and "
			+ "OAuth2TokenCustomizer<OAuth2TokenClaimsContext> where it is built, pass them to "
			+ "JwtGenerator.setJwtCustomizer and OAuth2AccessTokenGenerator.setAccessTokenCustomizer, and build it in "
			+ "the thread of the request; or build it with the server's own generator";

	private IssuedTokenCheck() {
	}

	/**
	 * Checks a token.
	 * @param call the call that issues it
	 * @param type the kind of token it is issued as
	 * @param value its value
	 * @param scopes the scopes that the answer states for it
	 * @throws RefusedException {@code server_error} if the token was not decided or
	 * differs from what was decided
	 */
	static void check(TokenEndpointCall call, TokenType type, String value, Set<String> scopes) {
		List<DecidedToken> decided = call.decided().stream().filter((token) -> token.type() == type).toList();
		if (decided.isEmpty()) {
			throw new RefusedException(ERROR, "its token generator does not call the policies. " + WIRE);
		}
		Map<String, Object> jwt = ClaimJson.ofJwt(value);
		OAuth2Authorization saved = (jwt == null || needsSaving(decided)) ? saved(call, type, value) : null;
		Map<String, Object> claims = (jwt != null) ? jwt : savedClaims(saved, value);
		DecidedToken token = match(decided, claims);
		checkClient(token);
		checkScopes(token, scopes);
		if (jwt != null) {
			checkHeader(token, ClaimJson.header(value));
		}
		if (saved != null && !token.attributes().isEmpty()) {
			OAuth2Authorization.Builder remembering = OAuth2Authorization.from(saved);
			token.attributes().forEach(remembering::attribute);
			call.authorizations().save(remembering.build());
		}
		call.know(value);
	}

	private static void checkClient(DecidedToken token) {
		if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken caller
				&& caller.getRegisteredClient() != null
				&& !caller.getRegisteredClient().getId().equals(token.client())) {
			throw new RefusedException(ERROR, "it was decided for another client than the one that asks. Pass the "
					+ "authenticated client to the token context");
		}
	}

	/** Checks that the answer and the store state no more scopes than were decided. */
	private static void checkScopes(DecidedToken token, Set<String> scopes) {
		if (!token.scopes().containsAll(scopes)) {
			throw new RefusedException(ERROR, "it is answered with scopes that were not authorized. Give the access "
					+ "token the scopes of the token context");
		}
	}

	private static void checkHeader(DecidedToken token, Map<String, Object> header) {
		if ("none".equalsIgnoreCase(String.valueOf(header.getOrDefault(JoseHeaderNames.ALG, "none")))) {
			throw new RefusedException(ERROR, "it is not signed");
		}
		token.header().forEach((name, value) -> {
			if (!value.equals(header.get(name))) {
				throw new RefusedException(ERROR, "its header differs in '" + name + "' from what its audience states. "
						+ "Leave the header to the server, or change the audience");
			}
		});
	}

	private static boolean needsSaving(List<DecidedToken> decided) {
		return decided.stream().anyMatch((token) -> !token.attributes().isEmpty());
	}

	private static DecidedToken match(List<DecidedToken> decided, Map<String, Object> claims) {
		for (DecidedToken token : decided) {
			if (ClaimJson.same(token.claims(), claims)) {
				return token;
			}
		}
		throw new RefusedException(ERROR, "it differs from what was decided in "
				+ ClaimJson.differences(decided.get(decided.size() - 1).claims(), claims)
				+ ". Set claims in a bean of type OAuth2TokenCustomizer, which runs before the policies, and issue the "
				+ "token that was decided");
	}

	private static @Nullable OAuth2Authorization saved(TokenEndpointCall call, TokenType type, String value) {
		return call.authorizations().findByToken(value, new OAuth2TokenType(type.value()));
	}

	/**
	 * Returns the saved claims of an opaque token, which introspection will answer with.
	 */
	private static Map<String, Object> savedClaims(@Nullable OAuth2Authorization authorization, String value) {
		OAuth2Authorization.Token<OAuth2Token> token = (authorization != null) ? authorization.getToken(value) : null;
		Map<String, Object> claims = (token != null) ? token.getClaims() : null;
		if (claims == null) {
			throw new RefusedException(ERROR,
					"it is not a signed JWT, and it was saved without its claims. Save it with the "
							+ "metadata OAuth2Authorization.Token.CLAIMS_METADATA_NAME");
		}
		return ClaimJson.of(claims);
	}

}
