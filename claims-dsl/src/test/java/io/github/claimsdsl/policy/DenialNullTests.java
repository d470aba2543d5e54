package io.github.claimsdsl.policy;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.Schema;

import static io.github.claimsdsl.policy.DenyingRules.assertRefused;
import static io.github.claimsdsl.policy.DenyingRules.evaluate;
import static io.github.claimsdsl.policy.DenyingRules.java;

/**
 * Where a denial or a required claim meets null, no number or an empty text, no token is
 * issued.
 */
class DenialNullTests {

	/** A user whose properties may be null or no number. */
	record Loose(double score, @Nullable Integer age) {
	}

	private static ClaimPolicySet loose(String... denials) {
		ClaimPolicy.Builder policy = policy("p");
		for (String denial : denials) {
			policy.deny(Tokens.deny(denial));
		}
		return ClaimPolicySet.of(List.of(policy.build()), ExpressionLanguage.of(Schema.forUser(Loose.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.score > 5", "!(user.score > 5)", "user.score < 5", "(user.score + 1) > 5",
			"max(user.score, 1) > 5", "user.score == 5", "(user.score - user.score) < 5", "user.score != 5",
			"client.id == 'app' && user.score > 5" })
	void evaluateWhenANumberOfADenialIsNoneThenRefusedAndTheLogNamesIt(String denial) {
		ClaimDecision decision = loose(denial).evaluate(request().user(new Loose(Double.NaN, 1)).build());
		assertThat(decision.refusal()).map(OAuthError::code).hasValue("server_error");
		assertThat(decision.toString()).contains("user.score is not a number (NaN)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "(user.score - user.score) < 5", "!((user.score - user.score) > 5)",
			"((user.score - user.score) + 1) > 5", "(1 + (user.score - user.score)) != 5",
			"((client.id == 'app') ? (user.score - user.score) : 1) > 5",
			"client.id == 'app' && (((user.score - 1) - (user.score + 1)) > 5)" })
	void evaluateWhenArithmeticOfADenialGivesNoNumberThenRefused(String denial) {
		ClaimDecision decision = loose(denial).evaluate(request().user(new Loose(Double.POSITIVE_INFINITY, 1)).build());
		assertThat(decision.refusal()).map(OAuthError::code).hasValue("server_error");
		assertThat(decision.toString()).contains("the result of '-' is not a number (NaN)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "coalesce(user.age, 0) > 17", "coalesce(user.adult, false)", "bool(user.raw) == true",
			"coalesce(bool(user.raw), true)", "isNobody(user.name)" })
	void compileWhenTheAuthorSaidWhatNullCountsAsThenNoIssue(String denial) {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Unsure.class), Limits.DEFAULT,
				List.of(DenyingRules.Functions.class));
		ClaimPolicySet policies = ClaimPolicySet.of(List.of(policy("p").deny(Tokens.deny(denial)).build()), language);
		assertThat(policies.evaluate(request().user(new Unsure(17, false, "false", "")).build()).refusal()).isEmpty();
		assertThat(policies.evaluate(request().user(new Unsure(18, true, true, null)).build()).refusal()).isPresent();
	}

	/** A user of whom little is known. */
	record Unsure(@Nullable Integer age, @Nullable Boolean adult, @Nullable Object raw, @Nullable String name) {
	}

	@Test
	void evaluateWhenTheAuthorChoosesWhatNullCountsAsThenItDoes() {
		Loose unknown = new Loose(1, null);
		assertThat(loose("user.age != null && user.age < 18").evaluate(request().user(unknown).build()).refusal())
			.isEmpty();
		assertThat(loose("user.age == null || user.age < 18").evaluate(request().user(unknown).build()).refusal())
			.isPresent();
	}

	@Test
	void compileWhenNullWouldDecideADenialThenIssueWithTheAuthorsChoice() {
		assertThat(Tokens.issues(Tokens.compiler(), policy("p").deny(Tokens.deny("user.tier contains 'x'"))))
			.singleElement()
			.satisfies((issue) -> assertThat(issue.code()).isEqualTo("null-in-denial"))
			.satisfies((issue) -> assertThat(issue.help()).isEqualTo("Write: user.tier != null && user.tier contains "
					+ "'x' (false for null), or: user.tier == null || user.tier contains 'x' (true for null)"));
		for (String written : List.of("(user.tier != null && user.tier contains 'x')",
				"(user.tier == null || user.tier contains 'x')", "user.tier == 'x'")) {
			assertThat(Tokens.issues(Tokens.compiler(), policy("p").deny(Tokens.deny(written)))).isEmpty();
		}
	}

	/**
	 * The words in the message are about the whole condition, not about what is negated.
	 */
	@Test
	void compileWhenThePartThatMayBeNullIsNegatedThenTheFirstChoiceStillPassesNull() {
		assertThat(Tokens.issues(Tokens.compiler(), policy("p").deny(Tokens.deny("!(user.tier contains 'x')"))))
			.singleElement()
			.satisfies((issue) -> assertThat(issue.help()).isEqualTo("Write: !(user.tier == null || user.tier contains "
					+ "'x') (false for null), or: !(user.tier != null && user.tier contains 'x') (true for null)"));
	}

	@Test
	void compileWhenADenialNamesAnUnknownPropertyThenOneIssueForIt() {
		assertThat(
				Tokens.issues(Tokens.compiler(), policy("p").deny(Tokens.deny("startsWith(lower(user.emial), 'x')"))))
			.extracting((issue) -> issue.code())
			.containsOnlyOnce("unknown-property");
	}

	@Test
	void compileWhenNullWouldDecideTheGuardOfADenialThenIssue() {
		ClaimPolicy.Builder claims = policy("p").when("user.tier contains 'x'").claim("a", "'1'");
		assertThat(Tokens.issues(claims)).isEmpty();
		claims.deny(Tokens.deny("client.id == 'x'"));
		assertThat(Tokens.issues(claims)).extracting((issue) -> issue.code()).containsExactly("null-in-denial");
		assertThat(Tokens.issues(policy("q").deny(java((token) -> true, false, "user.tier contains 'x'"))))
			.extracting((issue) -> issue.code())
			.containsExactly("null-in-denial");
	}

	@Test
	void evaluateWhenAnotherRuleMadeARequiredClaimAnEmptyTextThenRefused() {
		ClaimPolicy.Builder first = policy("p").order(1).claim("a", "''");
		ClaimPolicy.Builder required = policy("q").order(2)
			.claim(rule("a", "'x'").required().error("access_denied", "No a").build());
		ClaimDecision decision = Tokens.compile(first, required).evaluate(request().build());
		assertRefused(decision, new OAuthError("access_denied", "No a"), Status.OVERRIDDEN);
	}

	@Test
	void evaluateWhenARequiredClaimIsForOtherTokensThenAnEmptyTextStays() {
		ClaimPolicy.Builder first = policy("p").order(1).claim("a", "''");
		ClaimPolicy.Builder required = policy("q").order(2)
			.when("client.id == 'other'")
			.claim(rule("a", "'x'").required().build());
		assertThat(Tokens.compile(first, required).evaluate(request().build()).claims()).containsEntry("a", "");
	}

	@Test
	void evaluateWhenAnExpressionCopiesAnObjectThenTheRuleFails() {
		ClaimPolicySet policies = ClaimPolicySet.of(List.of(policy("p").claim("a", "user.raw").build()),
				ExpressionLanguage.of(Schema.forUser(Unsure.class)));
		for (Object raw : List.of(new Loose(1, 1), List.of(new Loose(1, 1)), Map.of("k", new Loose(1, 1)))) {
			ClaimDecision decision = policies.evaluate(request().user(new Unsure(1, true, raw, "")).build());
			assertThat(decision.refusal()).map(OAuthError::code).hasValue("server_error");
			assertThat(decision.toString()).contains("an object, which an expression cannot copy");
		}
	}

	@Test
	void evaluateWhenARequiredClaimIsAnEmptyTextThenRefused() {
		ClaimPolicy.Builder policy = policy("p")
			.claim(rule("a", "''").required().error("access_denied", "No a").build());
		assertRefused(evaluate(policy, aliceRequest()), new OAuthError("access_denied", "No a"), Status.NULL_VALUE);
	}

}
