package io.github.claimsdsl.policy;

import java.util.Collections;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;

/**
 * A selector with its defaults resolved; {@code null} matches any value.
 *
 * @param tokenTypes the token types
 * @param audiences the audiences
 * @param grantTypes the grant types
 * @param clients the clients
 * @param scopes the scopes
 * @param issuances the issuances
 * @param subjects the subjects
 */
record Scope(Set<TokenType> tokenTypes, @Nullable Set<String> audiences, @Nullable Set<String> grantTypes,
		@Nullable Set<String> clients, @Nullable Set<String> scopes, Set<Issuance> issuances, Set<Subject> subjects) {

	private boolean anyScope(Set<String> granted) {
		for (String scope : granted) {
			if (this.scopes != null && this.scopes.contains(scope)) {
				return true;
			}
		}
		return false;
	}

	/** The first dimension that keeps the rule from a token. */
	@Nullable Dimension mismatch(TokenRequest request) {
		if (!this.tokenTypes.contains(request.tokenType())) {
			return Dimension.TOKEN_TYPE;
		}
		if (request.tokenType() == TokenType.ACCESS_TOKEN && !matchesAudience(request)) {
			return Dimension.AUDIENCE;
		}
		if (!matches(this.grantTypes, request.grantType())) {
			return Dimension.GRANT_TYPE;
		}
		if (!matches(this.clients, request.client().id())) {
			return Dimension.CLIENT;
		}
		if (!this.issuances.contains(request.issuance())) {
			return Dimension.ISSUANCE;
		}
		if (!this.subjects.contains(request.subject())) {
			return Dimension.SUBJECT;
		}
		return (this.scopes == null || anyScope(request.scopes())) ? null : Dimension.SCOPE;
	}

	private boolean matchesAudience(TokenRequest request) {
		if (this.audiences == null || request.audiences().size() < 2) {
			return matches(this.audiences, request.audience());
		}
		return !Collections.disjoint(this.audiences, request.audiences());
	}

	private static boolean matches(@Nullable Set<String> stated, @Nullable String value) {
		return stated == null || (value != null && stated.contains(value));
	}

	/** Whether there is a token that both select, whatever its scopes. */
	boolean overlaps(Scope other) {
		return shareValue(this.grantTypes, other.grantTypes) && shareValue(this.clients, other.clients)
				&& shareValue(this.issuances, other.issuances) && shareValue(this.subjects, other.subjects)
				&& (shareType(other, TokenType.ID_TOKEN) || overlapsInAccessTokens(other));
	}

	/** Whether they share an audience of access tokens. */
	boolean overlapsInAccessTokens(Scope other) {
		return shareType(other, TokenType.ACCESS_TOKEN) && shareValue(this.audiences, other.audiences);
	}

	private boolean shareType(Scope other, TokenType type) {
		return this.tokenTypes.contains(type) && other.tokenTypes.contains(type);
	}

	private static boolean shareValue(@Nullable Set<?> first, @Nullable Set<?> second) {
		return first == null || second == null || !Collections.disjoint(first, second);
	}

}
