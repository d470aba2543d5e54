package io.github.claimsdsl.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;

/**
 * What a selector can select on. A token has one value of each dimension, except of
 * scopes, and of audiences where a customizer of the team's own writes several.
 *
 * @since 0.1.0
 */
public enum Dimension {

	/** The kind of token or answer. */
	TOKEN_TYPE((stated, token) -> stated.contains(token.tokenType().value()),
			Arrays.stream(TokenType.values()).map(TokenType::value).toList()),

	/** The granted API audience; limits access tokens and introspection. */
	AUDIENCE(Dimension::hasAudience, List.of()),

	/** The grant that authorised the token. */
	GRANT_TYPE((stated, token) -> stated.contains(token.grantType()), List.of()),

	/** The client identifier. */
	CLIENT((stated, token) -> stated.contains(token.client().id()), List.of()),

	/** The authorised scopes: any of the selector's. */
	SCOPE((stated, token) -> hasAny(stated, token.scopes()), List.of()),

	/** Whether the token is the first of its authorization. */
	ISSUANCE((stated, token) -> stated.contains(token.issuance().value()),
			Arrays.stream(Issuance.values()).map(Issuance::value).toList()),

	/** Whether the token is issued for a user or for a client of its own. */
	SUBJECT((stated, token) -> stated.contains(token.subject().value()),
			Arrays.stream(Subject.values()).map(Subject::value).toList()),

	/** The issuer of the token, where a server has several. */
	ISSUER((stated, token) -> token.issuer() != null && stated.contains(token.issuer()), List.of());

	private final String property = name().toLowerCase(Locale.ROOT).replace('_', '-');

	private final BiPredicate<Set<String>, TokenRequest> matches;

	private final List<String> known;

	Dimension(BiPredicate<Set<String>, TokenRequest> matches, List<String> known) {
		this.matches = matches;
		this.known = known;
	}

	private static boolean hasAudience(Set<String> stated, TokenRequest token) {
		if (!token.tokenType().isForApi()) {
			return true;
		}
		return (token.audiences().size() < 2) ? token.audience() != null && stated.contains(token.audience())
				: hasAny(stated, token.audiences());
	}

	private static boolean hasAny(Set<String> stated, Set<String> values) {
		for (String value : values) {
			if (stated.contains(value)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the name of the property that states this dimension.
	 * @return the name, such as {@code grant-type}
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Returns the values that there are.
	 * @return all values, or an empty list if there can be any
	 */
	public List<String> known() {
		return this.known;
	}

	/**
	 * Tells whether a token has one of the values that a selector states.
	 * @param stated the values
	 * @param token the token about to be issued
	 * @return whether it has one
	 */
	public boolean matches(Set<String> stated, TokenRequest token) {
		return this.matches.test(stated, token);
	}

}
