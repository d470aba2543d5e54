package io.github.claimsdsl.test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.ClaimExplanation;

/**
 * AssertJ assertions on a {@link ClaimDecision}:
 * {@code assertThat(decision).hasClaim("email", "alice@mydomain.com")}. If you start them
 * with a {@link ClaimExplanation}, the message of a failed assertion also says why each
 * other rule was not selected.
 *
 * @see ClaimPolicyTester#assertThat(io.github.claimsdsl.TokenRequest)
 * @since 0.1.0
 */
public final class ClaimDecisionAssert extends AbstractAssert<ClaimDecisionAssert, ClaimDecision> {

	private final @Nullable Object explanation;

	private final @Nullable TokenRequest request;

	private ClaimDecisionAssert(@Nullable ClaimDecision decision, @Nullable Object explanation,
			@Nullable TokenRequest request) {
		super(decision, ClaimDecisionAssert.class);
		this.explanation = explanation;
		this.request = request;
	}

	/**
	 * Starts assertions on a decision.
	 * @param decision the decision
	 * @return the assertions
	 */
	public static ClaimDecisionAssert assertThat(@Nullable ClaimDecision decision) {
		return new ClaimDecisionAssert(decision, decision, null);
	}

	/**
	 * Starts assertions on an explained decision.
	 * @param explanation the decision and the reasons why other rules were not selected
	 * @return the assertions
	 */
	public static ClaimDecisionAssert assertThat(@Nullable ClaimExplanation explanation) {
		return new ClaimDecisionAssert((explanation != null) ? explanation.decision() : null, explanation, null);
	}

	static ClaimDecisionAssert of(TokenRequest request, ClaimExplanation explanation) {
		return new ClaimDecisionAssert(explanation.decision(), explanation, request);
	}

	/**
	 * Verifies that the token is issued with a claim that has the given value.
	 * @param name the name of the claim, including its namespace
	 * @param value the value
	 * @return this object
	 */
	public ClaimDecisionAssert hasClaim(String name, Object value) {
		Object found = claims().get(name);
		if (found == null) {
			throw failure("Expected claim '%s' to be <%s> but the token does not have it:%n%s", name, value,
					this.explanation);
		}
		if (!found.equals(value)) {
			throw failure("Expected claim '%s' to be <%s> but was <%s> in:%n%s", name, value, found, this.explanation);
		}
		return this;
	}

	/**
	 * Verifies that the token is issued without a claim.
	 * @param name the name of the claim, including its namespace
	 * @return this object
	 */
	public ClaimDecisionAssert doesNotHaveClaim(String name) {
		isIssued();
		if (claims().containsKey(name)) {
			throw failure("Expected no claim '%s' in:%n%s", name, this.explanation);
		}
		return this;
	}

	/**
	 * Verifies that the token is issued with exactly these claims.
	 * @param claims the claims, by name including the namespace
	 * @return this object
	 */
	public ClaimDecisionAssert hasExactlyClaims(Map<String, ?> claims) {
		isIssued();
		if (!claims().equals(claims)) {
			throw failure("Expected the claims %s but got %s in:%n%s", claims, claims(), this.explanation);
		}
		return this;
	}

	/**
	 * Verifies that the policies decide the same as a customizer of Spring Authorization
	 * Server: they write the claims that it sets, and refuse the tokens that it refuses.
	 * Values are compared as they would be in a token. Claims that the server sets, such
	 * as {@code iss} and {@code exp}, are compared only if the customizer changes them.
	 * Start with {@link ClaimPolicyTester#assertThat(TokenRequest)}.
	 * <p>
	 * The customizer gets what the request has: the client, the scopes, the grant type,
	 * the issuer, the parameters, and the attributes {@code Authentication} and
	 * {@code OAuth2Authorization}.
	 * @param customizer the customizer of JWTs
	 * @param ignored the names of claims that are not compared, for example because they
	 * stay in the customizer
	 * @return this object
	 * @throws IllegalArgumentException if the customizer reads something that the request
	 * does not have, or fails otherwise, or if the request is not for a JWT
	 */
	public ClaimDecisionAssert hasSameClaimsAs(OAuth2TokenCustomizer<JwtEncodingContext> customizer,
			String... ignored) {
		return isSame(CustomizedClaims.ofJwt(request(), customizer), ignored);
	}

	/**
	 * Verifies that the policies decide the same as a customizer of opaque tokens.
	 * @param customizer the customizer of opaque access tokens
	 * @param ignored the names of claims that are not compared
	 * @return this object
	 * @throws IllegalArgumentException if the customizer reads something that the request
	 * does not have, or fails otherwise, or if the request is not for an opaque token
	 * @see #hasSameClaimsAs(OAuth2TokenCustomizer, String...)
	 */
	public ClaimDecisionAssert hasSameOpaqueClaimsAs(OAuth2TokenCustomizer<OAuth2TokenClaimsContext> customizer,
			String... ignored) {
		return isSame(CustomizedClaims.ofOpaque(request(), customizer), ignored);
	}

	private TokenRequest request() {
		isNotNull();
		if (this.request == null) {
			throw new IllegalStateException(
					"The request is not known. Start with ClaimPolicyTester.assertThat(request).");
		}
		return this.request;
	}

	private ClaimDecisionAssert isSame(CustomizedClaims customized, String... ignored) {
		ClaimExplanation explained = (ClaimExplanation) Objects.requireNonNull(this.explanation);
		List<String> differences = ClaimDifferences.between(customized, explained, Set.copyOf(List.of(ignored)));
		if (!differences.isEmpty()) {
			throw failure("Expected the same claims as the customizer's but:%n  %s",
					String.join(System.lineSeparator() + "  ", differences));
		}
		return this;
	}

	/**
	 * Verifies that the token is issued.
	 * @return this object
	 */
	public ClaimDecisionAssert isIssued() {
		isNotNull();
		if (this.actual.refusal().isPresent()) {
			throw failure("Expected the token to be issued but it is:%n%s", this.explanation);
		}
		return this;
	}

	/**
	 * Verifies that the token is refused with an OAuth error.
	 * @param error the OAuth error code, such as {@code invalid_grant}
	 * @return this object
	 */
	public ClaimDecisionAssert isRefusedWith(String error) {
		isNotNull();
		if (!this.actual.refusal().map(OAuthError::code).filter(error::equals).isPresent()) {
			throw failure("Expected the token to be refused with '%s' but it is:%n%s", error, this.explanation);
		}
		return this;
	}

	/**
	 * Verifies the outcome of a selected rule.
	 * @param rule the rule's id, such as {@code exampleApiClaims.email}
	 * @param status the expected status
	 * @return this object
	 */
	public ClaimDecisionAssert hasOutcome(String rule, RuleOutcome.Status status) {
		isNotNull();
		boolean found = this.actual.outcomes()
			.stream()
			.anyMatch((outcome) -> outcome.rule().equals(rule) && outcome.status() == status);
		if (!found) {
			throw failure("Expected the outcome of rule '%s' to be '%s' in:%n%s", rule, status, this.explanation);
		}
		return this;
	}

	private Map<String, Object> claims() {
		isNotNull();
		return this.actual.claims();
	}

}
