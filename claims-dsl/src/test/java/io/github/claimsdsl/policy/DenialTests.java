package io.github.claimsdsl.policy;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.Schema;

import static io.github.claimsdsl.policy.DenyingRules.BLOCKED;
import static io.github.claimsdsl.policy.DenyingRules.assertRefused;
import static io.github.claimsdsl.policy.DenyingRules.evaluate;
import static io.github.claimsdsl.policy.DenyingRules.java;

/**
 * A denial that holds is never followed by a token.
 */
class DenialTests {

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

	/** A user whose getters throw. */
	public static final class Throwing {

		public String getDenied() {
			throw new IllegalStateException(new ClaimDeniedException(BLOCKED.code(), BLOCKED.description()));
		}

		public String getBroken() {
			throw new IllegalStateException("secret");
		}

		public String getTodo() {
			throw new DenyingRules.Todo();
		}

	}

	private static ClaimDecision throwing(String source) {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Throwing.class), Limits.DEFAULT,
				List.of(DenyingRules.Functions.class));
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
		for (Error thrown : List.of(new DenyingRules.Todo(), new StackOverflowError(),
				new ServiceConfigurationError("secret"))) {
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
				List.of(DenyingRules.Functions.class));
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

}
