package io.github.claimsdsl.policy;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.github.claimsdsl.TokenType;

/**
 * The claims that the authorization server and the standards own. Rules cannot write
 * them, because their consumers rely on the meaning that a standard gives them.
 *
 * @since 0.1.0
 */
public final class ProtectedClaims {

	/**
	 * The protected claims that rules can write if the team declares that it owns them.
	 */
	static final Set<String> OWNABLE = Set.of("acr", "amr", "auth_time", "azp", "may_act", "username");

	private static final Map<String, String> BOTH = Map.ofEntries(Map.entry("iss", "RFC 7519 section 4.1.1"),
			Map.entry("sub", "RFC 7519 section 4.1.2"), Map.entry("aud", "RFC 7519 section 4.1.3"),
			Map.entry("exp", "RFC 7519 section 4.1.4"), Map.entry("nbf", "RFC 7519 section 4.1.5"),
			Map.entry("iat", "RFC 7519 section 4.1.6"), Map.entry("jti", "RFC 7519 section 4.1.7"),
			Map.entry("auth_time", "OpenID Connect Core section 2"), Map.entry("acr", "OpenID Connect Core section 2"),
			Map.entry("amr", "OpenID Connect Core section 2"), Map.entry("azp", "OpenID Connect Core section 2"),
			Map.entry("nonce", "OpenID Connect Core section 2"),
			Map.entry("sid", "OpenID Connect Front-Channel Logout section 3"), Map.entry("act", "RFC 8693 section 4.1"),
			Map.entry("scope", "RFC 8693 section 4.2"),
			Map.entry("scp", "RFC 8693 section 4.2, as resource servers read it"),
			Map.entry("typ", "RFC 7519 section 5.1"), Map.entry("_claim_names", "OpenID Connect Core section 5.6.2"),
			Map.entry("_claim_sources", "OpenID Connect Core section 5.6.2"),
			Map.entry("client_id", "RFC 8693 section 4.3"), Map.entry("may_act", "RFC 8693 section 4.4"),
			Map.entry("cnf", "RFC 7800 section 3.1"));

	/**
	 * The protected claims of access tokens and introspection answers, which an API
	 * reads.
	 */
	private static final Map<String, String> FOR_API = and(
			Map.of("active", "RFC 7662 section 2.2", "token_type", "RFC 7662 section 2.2", "username",
					"RFC 7662 section 2.2", "authorization_details", "RFC 9396 section 9.1"));

	private static final Map<TokenType, Map<String, String>> BY_TYPE = Map.of(TokenType.ACCESS_TOKEN, FOR_API,
			TokenType.INTROSPECTION, FOR_API, TokenType.USERINFO, and(Map.of("sub", "OpenID Connect Core section 5.3.2",
					"iss", "OpenID Connect Core section 5.3.2", "aud", "OpenID Connect Core section 5.3.2")),
			TokenType.ID_TOKEN,
			and(Map.of("at_hash", "OpenID Connect Core section 3.1.3.6", "c_hash",
					"OpenID Connect Core section 3.3.2.11", "s_hash", "FAPI 1.0 part 2 section 5.1", "sub_jwk",
					"OpenID Connect Core section 7.4", "events", "OpenID Connect Back-Channel Logout section 2.4")));

	private ProtectedClaims() {
	}

	private static Map<String, String> and(Map<String, String> more) {
		Map<String, String> all = new TreeMap<>(BOTH);
		all.putAll(more);
		return Collections.unmodifiableMap(all);
	}

	/**
	 * Returns the protected claims of a type of tokens or answers.
	 * @param tokenType the token type
	 * @return the standard that defines each claim, by the name of the claim; sorted
	 */
	public static Map<String, String> of(TokenType tokenType) {
		return BY_TYPE.getOrDefault(tokenType, Map.of());
	}

	/**
	 * Returns the protected claim that a name looks like: it has the same name, or one
	 * that differs only in case, width or characters that cannot be seen.
	 */
	static Optional<String> named(TokenType tokenType, String claim) {
		String visible = ClaimNames.visible(claim).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
		return Optional.of(visible).filter(of(tokenType)::containsKey);
	}

	static String standard(TokenType tokenType, String claim) {
		return of(tokenType).getOrDefault(claim, "");
	}

}
