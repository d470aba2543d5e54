package io.github.claimsdsl.policy;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.Schema;

/**
 * A denial that holds is never followed by a token.
 */
class DenialTests {

	private static final OAuthError BLOCKED = new OAuthError("access_denied", "Blocked");

	private static DenialDefinition java(RuleFunction function, boolean needsUser, String... when) {
		DenialDefinition.Builder denial = DenialDefinition
			.builder("deny.java", new RuleValue.Function(function, needsUser))
			.error(BLOCKED);
		List.of(when).forEach(denial::when);
		return denial.build();
	}

	private static ClaimDecision evaluate(ClaimPolicy.Builder policy, TokenRequest.Builder request) {
		return Tokens.compile(policy).evaluate(request.build());
	}

	private static void assertRefused(ClaimDecision decision, OAuthError error, Status status) {
		assertThat(decision.refusal()).hasValue(error);
		assertThat(decision.claims()).isEmpty();
		assertThat(decision.outcomes()).last().extracting(RuleOutcome::status).isEqualTo(status);
	}

	@Test
	void evaluateWhenAFunctionDeniesThenRefusedWithTheStatedError() {
		assertRefused(evaluate(policy("p").deny(java((token) -> true, false)), request()), BLOCKED, Status.DENIED);
	}

	@Test
	void evaluateWhenAFunctionDoesNotDenyThenIssued() {
		assertThat(evaluate(policy("p").deny(java((token) -> false, false)), request()).refusal()).isEmpty();
	}

	@Test
	void evaluateWhenAFunctionReturnsNoBooleanThenRefused() {
		assertRefused(evaluate(policy("p").deny(java((token) -> null, false)), request()), BLOCKED, Status.DENIED);
		assertRefused(evaluate(policy("p").deny(java((token) -> "false", false)), request()), BLOCKED, Status.DENIED);
	}

	@Test
	void evaluateWhenAFunctionThrowsThenRefused() {
		ClaimDecision decision = evaluate(policy("p").deny(java((token) -> {
			throw new IllegalStateException("secret");
		}, false)), request());
		assertRefused(decision, new OAuthError("server_error", "A claim of the token cannot be determined"),
				Status.FAILED);
		assertThat(decision.toString()).doesNotContain("secret");
	}

	@Test
	void evaluateWhenAFunctionNeedsAUserAndThereIsNoneThenRefusedWithTheDefaultError() {
		assertRefused(evaluate(policy("p").deny(java((token) -> false, true)), request()),
				new OAuthError("unauthorized_client", "The token is refused by policy"), Status.NO_USER);
	}

	@Test
	void evaluateWhenTheGuardOfADenialNeedsAUserAndThereIsNoneThenRefused() {
		ClaimPolicy.Builder ofPolicy = policy("p").when("user.active").deny(Tokens.deny("client.id == 'other'"));
		assertRefused(evaluate(ofPolicy, request()),
				new OAuthError("unauthorized_client", "The token is refused by policy"), Status.NO_USER);
		assertRefused(evaluate(policy("p").deny(java((token) -> false, false, "user.active")), request()),
				new OAuthError("unauthorized_client", "The token is refused by policy"), Status.NO_USER);
	}

	@Test
	void evaluateWhenAGuardFailsThenRefused() {
		ClaimPolicy.Builder policy = policy("p").when("user.active").deny(Tokens.deny("client.id == 'other'"));
		assertThat(evaluate(policy, request().user(new Object())).refusal()).map(OAuthError::code)
			.hasValue("server_error");
	}

	@Test
	void evaluateWhenADenialIsGuardedThenItRefusesOnlyWhereTheGuardHolds() {
		ClaimPolicy.Builder policy = policy("p").claim("a", "'1'")
			.deny(java((token) -> true, false, "client.id == 'app'"));
		assertRefused(evaluate(policy, request()), BLOCKED, Status.DENIED);
		assertThat(evaluate(policy, TokenRequest.of(Client.of("other"), "password").audience(Tokens.API)).refusal())
			.isEmpty();
	}

	@Test
	void evaluateWhenADenialHasASelectorThenItNarrowsThePolicys() {
		ClaimPolicy.Builder policy = policy("p").claim("a", "'1'")
			.deny(DenialDefinition.builder("deny[0]", new RuleValue.Function((token) -> true, false))
				.error(BLOCKED)
				.selector(Selector.NONE.with(Dimension.CLIENT, List.of("other")))
				.build());
		assertThat(evaluate(policy, request()).refusal()).isEmpty();
		assertRefused(evaluate(policy, TokenRequest.of(Client.of("other"), "password").audience(Tokens.API)), BLOCKED,
				Status.DENIED);
	}

	@Test
	void evaluateWhenTheClaimsAreSetAlreadyThenTheDenialRefusesAllTheSame() {
		ClaimPolicy.Builder policy = policy("p").claim("a", "'1'").deny(java((token) -> true, false));
		assertRefused(evaluate(policy, request().existingClaims(Set.of("a", "deny"))), BLOCKED, Status.DENIED);
	}

	static List<Exception> wrapped() {
		ClaimDeniedException denial = new ClaimDeniedException(BLOCKED.code(), BLOCKED.description());
		return List.of(denial, new IllegalStateException(denial), new ExecutionException(denial),
				new CompletionException(new RuntimeException(denial)), new UndeclaredThrowableException(denial));
	}

	@ParameterizedTest
	@MethodSource("wrapped")
	void evaluateWhenADenialIsWrappedThenRefusedWhateverOnErrorSays(Exception thrown) {
		ClaimPolicy.Builder policy = policy("p").claim(rule("a", false, (token) -> {
			throw thrown;
		}).omitOnError().build());
		assertRefused(evaluate(policy, request()), BLOCKED, Status.DENIED);
	}

	@Test
	void evaluateWhenCausesAreACircleThenItEnds() {
		Exception first = new Exception();
		Exception second = new Exception(first);
		first.initCause(second);
		ClaimPolicy.Builder policy = policy("p").claim(rule("a", false, (token) -> {
			throw first;
		}).omitOnError().build());
		assertThat(evaluate(policy, request()).outcomes()).last()
			.extracting(RuleOutcome::status)
			.isEqualTo(Status.OMITTED);
	}

	/** A function of the team's own. */
	static final class Functions {

		private Functions() {
		}

		@ClaimFunction
		public static Boolean allowed(String client) {
			throw new ClaimDeniedException(BLOCKED.code(), BLOCKED.description());
		}

		@ClaimFunction
		public static Boolean wrapped(String client) {
			throw new IllegalStateException(new ClaimDeniedException(BLOCKED.code(), BLOCKED.description()));
		}

		@ClaimFunction(result = ClaimFunction.Result.NEVER_NULL)
		public static Boolean isNobody(@Nullable String name) {
			return name == null;
		}

		@ClaimFunction
		public static Boolean todo(String client) {
			throw new Todo();
		}

	}

	/** An error of no class that Java itself throws, as Kotlin's {@code TODO()} is. */
	static final class Todo extends Error {

		private static final long serialVersionUID = 1L;

	}

	/** A user whose getters throw. */
	public static final class Throwing {

		public String getDenied() {
			throw new IllegalStateException(new ClaimDeniedException(BLOCKED.code(), BLOCKED.description()));
		}

		public String getBroken() {
			throw new IllegalStateException("secret");
		}

		public String getTodo() {
			throw new Todo();
		}

	}

	private static ClaimDecision throwing(String source) {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Throwing.class), Limits.DEFAULT,
				List.of(Functions.class));
		ClaimPolicy policy = policy("p").claim(rule("a", source).omitOnError().build()).build();
		return ClaimPolicySet.of(List.of(policy), language).evaluate(request().user(new Throwing()).build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.denied", "lower(user.denied)", "(user.denied == 'x') ? 1 : 2", "wrapped(client.id)",
			"(wrapped(lower(client.id)) == true) ? 1 : 2" })
	void evaluateWhenAGetterOrFunctionWrapsADenialThenRefused(String source) {
		assertRefused(throwing(source), BLOCKED, Status.DENIED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.todo", "lower(user.todo)", "(user.todo == 'x') ? 1 : 2", "todo(client.id)" })
	void evaluateWhenAGetterOrFunctionThrowsAnErrorThenTheRuleFailed(String source) {
		assertThat(throwing(source).outcomes()).singleElement()
			.extracting(RuleOutcome::status)
			.isEqualTo(Status.OMITTED);
	}

	@Test
	void evaluateWhenAGetterThrowsThenTheOutcomeNamesItsFrame() {
		RuleOutcome outcome = throwing("lower(user.broken)").outcomes().get(0);
		assertThat(outcome.detail())
			.startsWith("reading user.broken threw java.lang.IllegalStateException at " + Throwing.class.getName()
					+ ".getBroken(DenialTests.java:")
			.doesNotContain("secret");
		assertThat(outcome.failure()).isNotNull()
			.satisfies((failure) -> assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("getBroken"));
	}

	@Test
	void evaluateWhenARuleThrowsAnyErrorThenItIsItsFailure() {
		for (Error thrown : List.of(new Todo(), new StackOverflowError(), new ServiceConfigurationError("secret"))) {
			ClaimDecision decision = evaluate(policy("p").deny(java((token) -> {
				throw thrown;
			}, false)), request());
			assertRefused(decision, new OAuthError("server_error", "A claim of the token cannot be determined"),
					Status.FAILED);
		}
	}

	@Test
	void evaluateWhenTheVirtualMachineFailsThenNoRuleIsBlamed() {
		ClaimPolicySet policies = Tokens.compile(policy("p").deny(java((token) -> {
			throw new OutOfMemoryError();
		}, false)));
		TokenRequest token = request().build();
		assertThatThrownBy(() -> policies.evaluate(token)).isInstanceOf(OutOfMemoryError.class);
	}

	@Test
	void evaluateWhenAFunctionOfAnExpressionDeniesThenRefused() {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.withoutUser(), Limits.DEFAULT,
				List.of(Functions.class));
		for (String source : List.of("allowed(client.id)", "(allowed(client.id) == true) ? 1 : 2")) {
			ClaimPolicy policy = policy("p").claim(rule("a", source).omitOnError().build()).build();
			ClaimDecision decision = ClaimPolicySet.of(List.of(policy), language).evaluate(request().build());
			assertRefused(decision, BLOCKED, Status.DENIED);
		}
	}

	@Test
	void evaluateWhenSeveralDenialsHoldThenTheLowestIdGivesTheErrorWhateverTheOrderOfDeclaration() {
		List<DenialDefinition> denials = new ArrayList<>();
		for (String name : List.of("deny.z", "deny.b", "deny[10]", "deny[9]", "deny.a")) {
			denials.add(DenialDefinition.of(name, "client.id == 'app'", new OAuthError("access_denied", name)));
		}
		for (int i = 0; i < denials.size(); i++) {
			denials.add(denials.remove(0));
			ClaimPolicy.Builder policy = policy("p");
			denials.forEach(policy::deny);
			assertThat(evaluate(policy, request()).refusal()).hasValue(new OAuthError("access_denied", "deny.a"));
		}
	}

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
				List.of(Functions.class));
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
