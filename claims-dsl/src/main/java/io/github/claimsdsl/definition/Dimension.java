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
 * The dimensions that a selector can select tokens by. A token has one value in each
 * dimension, with two exceptions: it can have several scopes, and it can have several
 * audiences if one of the team's own customizers writes them.
 *
 * @since 0.1.0
 */
public enum Dimension {

	/** The kind of token or answer. */
	TOKEN_TYPE((stated, token) -> stated.contains(token.tokenType().value()),
			Arrays.stream(TokenType.values()).map(TokenType::value).toList()),

	/** The granted API audience. It limits access tokens and introspection only. */
	AUDIENCE(Dimension::hasAudience, List.of()),

	/** The grant that authorized the token. */
	GRANT_TYPE((stated, token) -> stated.contains(token.grantType()), List.of()),

	/** The client identifier. */
	CLIENT((stated, token) -> stated.contains(token.client().id()), List.of()),

	/** The authorized scopes. A token matches if it has any of the selector's. */
	SCOPE((stated, token) -> hasAny(stated, token.scopes()), List.of()),

	/** Whether the token is issued for a grant or for a refresh token. */
	ISSUANCE((stated, token) -> stated.contains(token.issuance().value()),
			Arrays.stream(Issuance.values()).map(Issuance::value).toList()),

	/** Whether the token is issued for a user or for the client itself. */
	SUBJECT((stated, token) -> stated.contains(token.subject().value()),
			Arrays.stream(Subject.values()).map(Subject::value).toList()),

	/** The issuer of the token, for servers that have several issuers. */
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
	 * Returns the name of the property that a policy states this dimension with.
	 * @return the name, such as {@code grant-type}
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Returns the possible values of this dimension.
	 * @return the values, or an empty list if any value is possible
	 */
	public List<String> known() {
		return this.known;
	}

	/**
	 * Tells whether a token has one of the values that a selector states.
	 * @param stated the values that the selector states
	 * @param token the token that is about to be issued
	 * @return {@code true} if the token has one of them
	 */
	public boolean matches(Set<String> stated, TokenRequest token) {
		return this.matches.test(stated, token);
	}

}
