package io.github.claimsdsl.policy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;

/**
 * A rule ready to be evaluated: a claim or a deny rule. Immutable, with its outcomes made
 * in advance.
 */
abstract class CompiledRule {

	private final String id;

	private final String claim;

	private final Origin origin;

	private final int order;

	private final Scope scope;

	private final @Nullable Condition condition;

	private final boolean needsUser;

	private final @Nullable OAuthError error;

	private final Map<Status, RuleOutcome> outcomes = new EnumMap<>(Status.class);

	private int position;

	CompiledRule(Header header, @Nullable Condition condition, boolean needsUser, @Nullable OAuthError error) {
		this.id = header.id();
		this.claim = header.claim();
		this.origin = header.origin();
		this.order = header.order();
		this.scope = header.scope();
		this.condition = condition;
		this.needsUser = needsUser;
		this.error = error;
		for (Status status : Status.values()) {
			this.outcomes.put(status, new RuleOutcome(this.id, this.claim, this.origin, status, null));
		}
	}

	/**
	 * What every rule has.
	 *
	 * @param id the rule's id
	 * @param claim the final name of its claim
	 * @param origin where it was declared
	 * @param order its place among the rules of its claim
	 * @param scope which tokens it is for
	 */
	record Header(String id, String claim, Origin origin, int order, Scope scope) {
	}

	/**
	 * A selector with its defaults resolved; {@code null} matches any value.
	 *
	 * @param tokenTypes the token types
	 * @param audiences the audiences
	 * @param grantTypes the grant types
	 * @param clients the clients
	 * @param scopes the scopes
	 * @param issuances the issuances
	 */
	record Scope(Set<TokenType> tokenTypes, @Nullable Set<String> audiences, @Nullable Set<String> grantTypes,
			@Nullable Set<String> clients, @Nullable Set<String> scopes, Set<Issuance> issuances) {

		/** What the index does not look at. */
		boolean matchesRest(TokenRequest request) {
			return this.issuances.contains(request.issuance()) && (this.scopes == null || anyScope(request.scopes()));
		}

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
			if (request.tokenType() == TokenType.ACCESS_TOKEN && !matches(this.audiences, request.audience())) {
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
			return matchesRest(request) ? null : Dimension.SCOPE;
		}

		private static boolean matches(@Nullable Set<String> stated, @Nullable String value) {
			return stated == null || (value != null && stated.contains(value));
		}

	}

	/** Evaluates the rule and records its outcome. */
	abstract void evaluate(Evaluation evaluation);

	final RuleOutcome outcome(Status status) {
		RuleOutcome outcome = this.outcomes.get(status);
		return (outcome != null) ? outcome : new RuleOutcome(this.id, this.claim, this.origin, status, null);
	}

	final RuleOutcome outcome(Status status, String detail) {
		return new RuleOutcome(this.id, this.claim, this.origin, status, detail);
	}

	/** The error of a refusal: the rule's own, or the default. */
	final OAuthError error(TokenRequest request) {
		if (this.error != null) {
			return this.error;
		}
		return request.hasUser() ? new OAuthError("invalid_grant", "The token is refused by policy")
				: new OAuthError("unauthorized_client", "The token is refused by policy");
	}

	final String id() {
		return this.id;
	}

	final String claim() {
		return this.claim;
	}

	final Origin origin() {
		return this.origin;
	}

	final int order() {
		return this.order;
	}

	final Scope scope() {
		return this.scope;
	}

	final @Nullable Condition condition() {
		return this.condition;
	}

	final boolean needsUser() {
		return this.needsUser;
	}

	final int position() {
		return this.position;
	}

	/** Sets the place in the order of evaluation; once, before the rule is shared. */
	final void position(int position) {
		this.position = position;
	}

	@Override
	public final String toString() {
		return this.id;
	}

}
