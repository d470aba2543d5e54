package io.github.claimsdsl.policy;

import java.io.StringReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static io.github.claimsdsl.policy.Tokens.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Notation;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.EvaluationException;

/**
 * The semantics of evaluation, row by row of the design.
 */
class ClaimPolicySetTests {

	private static ClaimDecision evaluate(ClaimPolicy.Builder policy, TokenRequest.Builder request) {
		return compile(policy).evaluate(request.build());
	}

	private static void assertRefused(ClaimDecision decision, String code, Status status) {
		assertThat(decision.refusal()).map(OAuthError::code).hasValue(code);
		assertThat(decision.claims()).isEmpty();
		assertThat(statuses(decision)).endsWith(status);
	}

	private static void assertIssued(ClaimDecision decision, Map<String, Object> claims, Status... statuses) {
		assertThat(decision.refusal()).isEmpty();
		assertThat(decision.claims()).isEqualTo(claims);
		assertThat(statuses(decision)).containsExactly(statuses);
	}

	@Nested
	class Selectors {

		private final ClaimPolicySet policies = compile(policy("p").grantType("password", "authorization_code")
			.client("app", "web")
			.scope("read", "write")
			.issuance(Issuance.INITIAL)
			.claim("a", "'1'"));

		private void assertMismatch(TokenRequest.Builder request, Dimension dimension) {
			ClaimExplanation explanation = this.policies.explain(request.build());
			assertThat(explanation.decision().claims()).isEmpty();
			assertThat(explanation.decision().outcomes()).isEmpty();
			assertThat(explanation.notSelected())
				.containsExactly(new ClaimExplanation.NotSelected("p.a", "a", Origin.of("p.claims.a"), dimension));
		}

		private static TokenRequest.Builder of(String client, String grantType) {
			return TokenRequest.of(Client.of(client), grantType).audience(Tokens.API).scopes(Set.of("read", "other"));
		}

		@Test
		void evaluateWhenEveryDimensionMatchesThenSelected() {
			for (String grantType : Set.of("password", "authorization_code")) {
				for (String client : Set.of("app", "web")) {
					ClaimExplanation explanation = this.policies.explain(of(client, grantType).build());
					assertThat(explanation.decision().claims()).isEqualTo(Map.of("a", "1"));
					assertThat(explanation.notSelected()).isEmpty();
				}
			}
		}

		@Test
		void evaluateWhenAudienceDiffersThenNotSelected() {
			assertMismatch(of("app", "password").audience("https://other"), Dimension.AUDIENCE);
			assertMismatch(of("app", "password").audience(null), Dimension.AUDIENCE);
		}

		@Test
		void evaluateWhenGrantTypeDiffersThenNotSelected() {
			assertMismatch(of("app", "client_credentials"), Dimension.GRANT_TYPE);
		}

		@Test
		void evaluateWhenClientDiffersThenNotSelected() {
			assertMismatch(of("other", "password"), Dimension.CLIENT);
		}

		@Test
		void evaluateWhenNoScopeIsSharedThenNotSelected() {
			assertMismatch(of("app", "password").scopes(Set.of("other")), Dimension.SCOPE);
			assertMismatch(of("app", "password").scopes(Set.of()), Dimension.SCOPE);
		}

		@Test
		void evaluateWhenTokenTypeDiffersThenNotSelected() {
			assertMismatch(of("app", "password").tokenType(TokenType.ID_TOKEN), Dimension.TOKEN_TYPE);
		}

		@Test
		void evaluateWhenIssuanceDiffersThenNotSelected() {
			assertMismatch(of("app", "password").issuance(Issuance.REFRESH), Dimension.ISSUANCE);
		}

		@Test
		void evaluateWhenSubjectDiffersThenNotSelected() {
			ClaimPolicySet users = compile(
					policy("p").subject(Subject.USER).claim("a", "'1'").deny(deny("!(user.active)")),
					policy("q").claim(rule("b", "'2'").select(Dimension.SUBJECT, "client").build()));
			TokenRequest machine = TokenRequest.of(Client.of("app"), "client_credentials").audience(Tokens.API).build();
			ClaimExplanation explanation = users.explain(machine);
			assertIssued(explanation.decision(), Map.of("b", "2"), Status.APPLIED);
			assertThat(explanation.notSelected()).extracting(ClaimExplanation.NotSelected::dimension)
				.containsExactly(Dimension.SUBJECT, Dimension.SUBJECT);
			assertThat(users.evaluate(aliceRequest().build()).claims()).isEqualTo(Map.of("a", "1"));
			TokenRequest exchanged = TokenRequest
				.of(Client.of("app"), "urn:ietf:params:oauth:grant-type:token-exchange")
				.audience(Tokens.API)
				.subject(Subject.CLIENT)
				.build();
			assertThat(users.evaluate(exchanged).claims()).isEqualTo(Map.of("b", "2"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "https://api.example.com", "https://other", "" })
		void evaluateWhenAudienceIsAnyThenSelectedWithAndWithoutAudience(String audience) {
			ClaimDecision decision = evaluate(ClaimPolicy.named("p").audience("any").claim("a", "'1'"),
					request().audience(audience.isEmpty() ? null : audience));
			assertThat(decision.claims()).containsEntry("a", "1");
		}

		@Test
		void evaluateWhenPolicyIsForBothTypesThenARuleForAccessTokensCanLimitTheAudience() {
			ClaimPolicySet both = compile(ClaimPolicy.named("p")
				.audience("any")
				.tokenType(TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN)
				.claim("a", "'1'")
				.claim(rule("b", "'2'").select(Dimension.TOKEN_TYPE, "access_token")
					.select(Dimension.AUDIENCE, Tokens.API)
					.build()));
			TokenRequest.Builder other = request().audience("https://other");
			assertThat(both.evaluate(request().build()).claims()).containsOnlyKeys("a", "b");
			assertThat(both.evaluate(other.build()).claims()).containsOnlyKeys("a");
			assertThat(both.evaluate(other.tokenType(TokenType.ID_TOKEN).build()).claims()).containsOnlyKeys("a");
		}

		@Test
		void evaluateWhenTokenHasSeveralAudiencesThenAnyOfThemSelects() {
			ClaimPolicySet denying = compile(policy("p").audience(Tokens.API, "https://third").claim("a", "'1'"),
					ClaimPolicy.named("q").audience("https://second").deny(deny("client.id == 'app'")));
			TokenRequest.Builder second = request().audiences(List.of("https://first", "https://second"));
			assertRefused(denying.evaluate(second.build()), "unauthorized_client", Status.DENIED);
			TokenRequest both = request().audiences(List.of("https://third", Tokens.API)).build();
			assertIssued(denying.evaluate(both), Map.of("a", "1"), Status.APPLIED);
			assertThat(denying.explain(both).notSelected()).extracting(ClaimExplanation.NotSelected::dimension)
				.containsExactly(Dimension.AUDIENCE);
		}

		@Test
		void evaluateWhenASelectorIsStatedTwiceThenBothHold() {
			ClaimPolicySet twice = compile(ClaimPolicy.named("p")
				.audience("any")
				.client("web", "app")
				.client("app", "job")
				.grantType("device_code", "password")
				.grantType("urn:ietf:params:oauth:grant-type:device_code")
				.claim("a", "'1'"));
			String device = "urn:ietf:params:oauth:grant-type:device_code";
			assertThat(twice.evaluate(of("app", device).build()).claims()).containsOnlyKeys("a");
			assertThat(twice.evaluate(of("web", device).build()).claims()).isEmpty();
			assertThat(twice.evaluate(of("job", device).build()).claims()).isEmpty();
			assertThat(twice.evaluate(of("app", "password").build()).claims()).isEmpty();
		}

		@Test
		void evaluateWhenConditionsAreStatedTwiceThenAllHold() {
			ClaimPolicySet twice = compile(ClaimPolicy.named("p")
				.audience("any")
				.when("request.grantType == 'password'")
				.when("client.id != 'web'")
				.claim(RuleDefinition.builder("a", new RuleValue.Expression("'1'"))
					.when("client.id != 'job'")
					.when("client.id != 'tv'")
					.build())
				.claim("b", "'1'"));
			assertThat(twice.evaluate(of("app", "password").build()).claims()).containsOnlyKeys("a", "b");
			assertThat(twice.evaluate(of("web", "password").build()).claims()).isEmpty();
			assertThat(twice.evaluate(of("app", "client_credentials").build()).claims()).isEmpty();
			assertThat(twice.evaluate(of("job", "password").build()).claims()).containsOnlyKeys("b");
			assertThat(twice.evaluate(of("tv", "password").build()).claims()).containsOnlyKeys("b");
		}

		@Test
		void evaluateWhenRuleNarrowsThenBothSelectorsHold() {
			ClaimPolicySet narrowed = compile(ClaimPolicy.named("p")
				.audience(Tokens.API, "https://other")
				.claim(rule("a", "'1'").select(Dimension.AUDIENCE, "https://other").build())
				.claim(rule("b", "'2'").select(Dimension.AUDIENCE, "any").build())
				.claim(rule("c", "'3'").select(Dimension.CLIENT, "web").build()));
			assertThat(narrowed.evaluate(request().build()).claims()).containsOnlyKeys("b");
			assertThat(narrowed.evaluate(request().audience("https://other").build()).claims()).containsOnlyKeys("a",
					"b");
			assertThat(narrowed.evaluate(of("web", "password").build()).claims()).containsOnlyKeys("b", "c");
			assertThat(narrowed.evaluate(of("web", "password").audience("https://third").build()).claims()).isEmpty();
		}

		@Test
		void evaluateWhenGrantTypeIsAnAliasThenItsUriIsSelected() {
			ClaimDecision decision = evaluate(policy("p").grantType("device_code").claim("a", "'1'"),
					of("app", "urn:ietf:params:oauth:grant-type:device_code"));
			assertThat(decision.claims()).containsEntry("a", "1");
		}

	}

	@Nested
	class Conditions {

		@Test
		void evaluateWhenConditionIsFalseThenThatClaimIsSkipped() {
			ClaimDecision decision = evaluate(policy("p").claim("a", "'1'")
				.claim(rule("b", "'2'").when("request.grantType == 'password'").build()), request());
			assertIssued(decision, Map.of("a", "1"), Status.APPLIED, Status.CONDITION_FALSE);
		}

		@Test
		void evaluateWhenGuardIsFalseThenAllRulesAreSkipped() {
			ClaimPolicy.Builder guarded = policy("p").when("request.grantType == 'password'")
				.claim("a", "'1'")
				.claim("b", "'2'");
			assertIssued(evaluate(guarded, request()), Map.of(), Status.CONDITION_FALSE, Status.CONDITION_FALSE);
			guarded.deny(deny("client.id == 'app'"));
			assertIssued(evaluate(guarded, request()), Map.of(), Status.CONDITION_FALSE, Status.CONDITION_FALSE,
					Status.CONDITION_FALSE);
		}

		@Test
		void evaluateWhenGuardAndConditionAreTrueThenApplied() {
			ClaimDecision decision = evaluate(
					policy("p").when("client.id == 'app'").claim(rule("a", "user.email").when("user.active").build()),
					aliceRequest());
			assertIssued(decision, Map.of("a", "alice@example.com"), Status.APPLIED);
		}

		@Test
		void evaluateWhenConditionTestsForNullThenValueAndLaterConditionMayReadOn() {
			ClaimPolicy.Builder policy = policy("p").when("actor != null")
				.claim(rule("a", "actor.subject").when("actor.subject != 'x' && user.tier != null").build())
				.claim(rule("b", "(user.tier + '!')").when("user.tier != null").build());
			assertIssued(evaluate(policy, aliceRequest()), Map.of(), Status.CONDITION_FALSE, Status.CONDITION_FALSE);
			TokenRequest exchanged = aliceRequest().actor(new Actor("service", null))
				.user(new Tokens.User("a@example.com", true, "gold", List.of()))
				.build();
			assertThat(Tokens.compile(policy).evaluate(exchanged).claims())
				.isEqualTo(Map.of("a", "service", "b", "gold!"));
		}

		@Test
		void compileWhenOnlyAnotherClaimTestsForNullThenADenialDoesNotKnow() {
			List<Issue> issues = Tokens.issues(policy("p").claim(rule("a", "'1'").when("actor != null").build())
				.claim("b", "actor.subject")
				.deny(deny("actor.subject.startsWith('x')")));
			assertThat(issues).extracting(Issue::code).containsExactly("null-in-denial");
		}

	}

	@Nested
	class Values {

		@Test
		void evaluateWhenValueIsNullThenAbsent() {
			assertIssued(evaluate(policy("p").claim("a", "user.tier"), aliceRequest()), Map.of(), Status.NULL_VALUE);
		}

		@Test
		void evaluateWhenJavaRuleReturnsThenNormalised() {
			assertIssued(evaluate(policy("p").claim("a", (request) -> 5L), request()), Map.of("a", 5), Status.APPLIED);
		}

		@Test
		void evaluateWhenValueIsUnsupportedThenRefusedWithTypeAndAdvice() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> new StringReader("secret")),
					request());
			assertRefused(decision, "server_error", Status.FAILED);
			assertThat(decision.outcomes().get(0)).hasToString("a: failed, rule p.a (p.claims.a): "
					+ "its value is a java.io.StringReader: let the method, or the property that the expression reads, give "
					+ "text, a number, a boolean, an Instant, or a List or Map of these");
		}

	}

	@Nested
	class Order {

		@Test
		void evaluateWhenTwoRulesProduceThenLowerOrderWins() {
			ClaimPolicySet policies = compile(policy("a").order(2).claim("x", "'late'"),
					policy("b").order(1).claim("x", "'early'"));
			assertIssued(policies.evaluate(request().build()), Map.of("x", "early"), Status.APPLIED, Status.OVERRIDDEN);
		}

		@Test
		void evaluateWhenRuleStatesItsOrderThenItReplacesThePolicys() {
			ClaimPolicySet policies = compile(policy("a").order(2).claim("x", "'late'"),
					policy("b").order(3).claim(rule("x", "'early'").order(1).build()));
			assertThat(policies.evaluate(request().build()).claims()).containsEntry("x", "early");
		}

		@Test
		void evaluateWhenFirstRuleProducesNothingThenNextOneWrites() {
			ClaimPolicySet policies = compile(policy("a").order(1).claim(rule("x", false, (request) -> {
				throw new IOException();
			}).omitOnError().build()), policy("b").order(2).claim("x", "user.tier"),
					policy("c").order(3).claim("x", "'third'"));
			assertIssued(policies.evaluate(aliceRequest().build()), Map.of("x", "third"), Status.OMITTED,
					Status.NULL_VALUE, Status.APPLIED);
		}

		@Test
		void evaluateWhenCustomizerHasSetClaimThenItStays() {
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", "user.tier").required().build()),
					request().existingClaims(Set.of("a")));
			assertIssued(decision, Map.of(), Status.ALREADY_SET);
		}

		@Test
		void evaluateWhenDenialsHaveOrdersThenTheLowestSpeaks() {
			ClaimPolicySet policies = compile(
					policy("a").order(2)
						.deny(DenialDefinition.of("deny[0]", "client.id == 'app'",
								new OAuthError("access_denied", null))),
					policy("b").order(1)
						.deny(DenialDefinition.of("deny[0]", "client.id == 'app'",
								new OAuthError("invalid_scope", null))));
			assertThat(policies.evaluate(request().build()).refusal()).hasValue(new OAuthError("invalid_scope", null));
		}

		@Test
		void evaluateWhenAPolicyHasManyDenialsThenTheyRunAsListed() {
			ClaimPolicy.Builder policy = policy("p");
			for (int i = 0; i < 12; i++) {
				policy.deny(DenialDefinition.of("deny[" + i + "]", "client.id == 'other'", null));
			}
			assertThat(evaluate(policy, request()).outcomes()).extracting(RuleOutcome::rule)
				.endsWith("p.deny[9]", "p.deny[10]", "p.deny[11]");
		}

	}

	@Nested
	class Namespaces {

		@Test
		void evaluateWhenNamespaceThenPrefixedUnlessAbsolute() {
			ClaimDecision decision = evaluate(policy("p").namespace("https://mydomain.com/claims/")
				.claim("email", "'1'")
				.claim("https://other.com/email", "'2'")
				.claim("urn:x:email", "'3'")
				.claim("sub", "'4'"), request());
			assertThat(decision.claims()).isEqualTo(Map.of("https://mydomain.com/claims/email", "1",
					"https://other.com/email", "2", "urn:x:email", "3", "https://mydomain.com/claims/sub", "4"));
		}

	}

	@Nested
	class Failures {

		@Test
		void evaluateWhenRuleThrowsThenRefusedWithoutItsMessage() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> {
				throw new IOException("alice@example.com");
			}).claim("b", "'2'"), request());
			assertRefused(decision, "server_error", Status.FAILED);
			assertThat(decision.outcomes()).hasSize(1);
			assertThat(decision.toString())
				.contains("threw java.io.IOException at " + ClaimPolicySetTests.class.getName())
				.doesNotContain("alice");
		}

		@Test
		void evaluateWhenOnErrorIsOmitThenOnlyTheClaimIsLeftOut() {
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new IllegalStateException();
			}).omitOnError().build()).claim("b", "'2'"), request());
			assertIssued(decision, Map.of("b", "2"), Status.OMITTED, Status.APPLIED);
		}

		@Test
		void evaluateWhenExpressionFailsThenItsMessageIsKept() {
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new EvaluationException("an operator met null");
			}).build()), request());
			assertThat(decision.outcomes().get(0).detail()).isEqualTo("an operator met null");
		}

		@Test
		void evaluateWhenThrownHasNoTraceThenItsTypeIsKept() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> {
				throw new ClaimPolicySetTests.Traceless();
			}), request());
			assertThat(decision.outcomes().get(0).detail()).isEqualTo("threw " + Traceless.class.getName());
		}

		@Test
		void evaluateWhenRuleRecursesOrCannotLinkThenRefused() {
			for (Error error : new Error[] { new StackOverflowError(), new NoClassDefFoundError(),
					new AssertionError() }) {
				assertRefused(evaluate(policy("p").claim("a", (request) -> {
					throw error;
				}), request()), "server_error", Status.FAILED);
			}
		}

		@Test
		void evaluateWhenMachineFailsThenThrown() {
			ClaimPolicySet policies = compile(policy("p").claim(rule("a", false, (request) -> {
				throw new OutOfMemoryError();
			}).omitOnError().build()));
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> policies.evaluate(request().build()));
		}

		@Test
		void evaluateWhenRuleIsInterruptedThenRefusedAndStillInterrupted() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> {
				throw new InterruptedException();
			}), request());
			assertThat(Thread.interrupted()).isTrue();
			assertRefused(decision, "server_error", Status.FAILED);
		}

		@Test
		void evaluateWhenValueIsUnsupportedAndOnErrorIsOmitThenLeftOut() {
			assertIssued(evaluate(policy("p").claim(rule("a", false, (request) -> new Object()).omitOnError().build()),
					request()), Map.of(), Status.OMITTED);
		}

	}

	@Nested
	class Required {

		@Test
		void evaluateWhenRequiredIsNullThenRefusedWithItsError() {
			ClaimDecision decision = evaluate(
					policy("p").claim(rule("a", "user.tier").required().error("access_denied", "No tier").build()),
					aliceRequest());
			assertRefused(decision, "access_denied", Status.NULL_VALUE);
			assertThat(decision.refusal()).hasValue(new OAuthError("access_denied", "No tier"));
		}

		@Test
		void evaluateWhenRequiredHasNoErrorThenTheDefaultTellsUserAndNone() {
			ClaimPolicy.Builder policy = policy("p").claim(rule("a", false, (request) -> null).required().build());
			assertRefused(evaluate(policy, aliceRequest()), "invalid_grant", Status.NULL_VALUE);
			assertRefused(evaluate(policy, request()), "unauthorized_client", Status.NULL_VALUE);
		}

		@Test
		void evaluateWhenOnlyADescriptionIsStatedThenTheCodeTellsUserAndNone() {
			ClaimPolicy.Builder policy = policy("p")
				.deny(DenialDefinition.of("deny[0]", "client.id == 'app'", new OAuthError("", "Not today")));
			assertThat(evaluate(policy, aliceRequest()).refusal())
				.hasValue(new OAuthError("invalid_grant", "Not today"));
			assertThat(evaluate(policy, request()).refusal())
				.hasValue(new OAuthError("unauthorized_client", "Not today"));
		}

		@Test
		void evaluateWhenRequiredNeedsUserAndThereIsNoneThenRefused() {
			assertRefused(evaluate(policy("p").claim(rule("a", "user.email").required().build()), request()),
					"unauthorized_client", Status.NO_USER);
			assertRefused(
					evaluate(policy("p").claim(rule("a", "'1'").when("user.active").required().build()), request()),
					"unauthorized_client", Status.NO_USER);
			assertRefused(
					evaluate(policy("p").when("user.active").claim(rule("a", "'1'").required().build()), request()),
					"unauthorized_client", Status.NO_USER);
			assertRefused(evaluate(policy("p").claim(rule("a", "user.email").required().build()),
					request().userSupplier(() -> null)), "invalid_grant", Status.NO_USER);
		}

		@Test
		void evaluateWhenRequiredWithAnErrorNeedsUserAndThereIsNoneThenTheDefaultErrorSpeaks() {
			OAuthError byDefault = new OAuthError("unauthorized_client", "The token is refused by policy");
			for (ClaimPolicy.Builder policy : List.of(
					policy("p")
						.claim(rule("a", "user.tier").required().error("access_denied", "You have no tier").build()),
					policy("p").claim(rule("a", "'1'").when("user.active")
						.required()
						.error("access_denied", "You have no tier")
						.build()),
					policy("p").when("user.active")
						.claim(rule("a", "'1'").required().error("access_denied", "You have no tier").build()))) {
				assertThat(evaluate(policy, request()).refusal()).hasValue(byDefault);
			}
		}

		@Test
		void evaluateWhenConditionOfRequiredIsFalseThenNotRequired() {
			ClaimPolicy.Builder policy = policy("p")
				.claim(rule("a", "user.email").when("request.grantType == 'password'").required().build());
			assertIssued(evaluate(policy, request()), Map.of(), Status.CONDITION_FALSE);
			assertIssued(
					evaluate(policy("p").when("request.grantType == 'password'")
						.claim(rule("a", "user.email").required().build()), request()),
					Map.of(), Status.CONDITION_FALSE);
		}

		@Test
		void evaluateWhenRequiredThrowsThenRefused() {
			assertRefused(evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new IllegalStateException();
			}).required().build()), request()), "server_error", Status.FAILED);
		}

		@Test
		void evaluateWhenRequiredIsPresentThenIssued() {
			assertIssued(evaluate(policy("p").claim(rule("a", "user.email").required().build()), aliceRequest()),
					Map.of("a", "alice@example.com"), Status.APPLIED);
		}

	}

	@Nested
	class Denials {

		@Test
		void evaluateWhenDenialHoldsThenRefusedBeforeAnyClaim() {
			ClaimDecision decision = evaluate(policy("p").claim("a", "'1'")
				.deny(DenialDefinition.of("deny[0]", "!(user.roles contains 'owner')",
						new OAuthError("access_denied", "Owners only"))),
					aliceRequest());
			assertThat(decision.outcomes())
				.containsExactly(new RuleOutcome("p.deny[0]", "deny", Origin.of("p.deny[0]"), Status.DENIED, null));
			assertThat(decision.refusal()).hasValue(new OAuthError("access_denied", "Owners only"));
		}

		@Test
		void evaluateWhenDenialDoesNotHoldThenIssued() {
			assertIssued(evaluate(policy("p").deny(deny("!(user.active)")).claim("a", "'1'"), aliceRequest()),
					Map.of("a", "1"), Status.CONDITION_FALSE, Status.APPLIED);
		}

		@Test
		void evaluateWhenDenialHasNoErrorThenTheDefaultTellsUserAndNone() {
			ClaimPolicy.Builder policy = policy("p").deny(deny("client.id == 'app'"));
			assertThat(evaluate(policy, aliceRequest()).refusal())
				.hasValue(new OAuthError("invalid_grant", "The token is refused by policy"));
			assertThat(evaluate(policy, request()).refusal())
				.hasValue(new OAuthError("unauthorized_client", "The token is refused by policy"));
		}

		@Test
		void evaluateWhenDenialNeedsUserAndThereIsNoneThenRefused() {
			assertRefused(evaluate(policy("p").deny(deny("!(user.active)")), request()), "unauthorized_client",
					Status.NO_USER);
		}

		@Test
		void evaluateWhenDenialWithAnErrorNeedsUserAndThereIsNoneThenTheDefaultErrorSpeaks() {
			ClaimPolicy.Builder policy = policy("p").deny(DenialDefinition.of("deny[0]", "!(user.active)",
					new OAuthError("access_denied", "Your account is locked")));
			assertThat(evaluate(policy, request()).refusal())
				.hasValue(new OAuthError("unauthorized_client", "The token is refused by policy"));
			assertThat(evaluate(policy, request().userSupplier(() -> null)).refusal())
				.hasValue(new OAuthError("invalid_grant", "The token is refused by policy"));
			assertThat(evaluate(policy, request().user(new Tokens.User("a@example.com", false, null, List.of())))
				.refusal()).hasValue(new OAuthError("access_denied", "Your account is locked"));
		}

		@Test
		void evaluateWhenDenialThrowsThenRefused() {
			ClaimDecision decision = evaluate(policy("p").deny(deny("!(user.active)")), request().user(new Object()));
			assertRefused(decision, "server_error", Status.FAILED);
		}

		@Test
		void evaluateWhenJavaRuleDeniesThenRefusedWithItsErrorWhateverOnErrorSays() {
			OAuthError error = new OAuthError("access_denied", "Not today");
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new ClaimDeniedException(error.code(), error.description());
			}).omitOnError().build()), request());
			assertRefused(decision, "access_denied", Status.DENIED);
			assertThat(decision.refusal()).hasValue(error);
		}

		@Test
		void evaluateWhenJavaRuleDeniesWithAnInvalidErrorThenRefusedWithTheDefault() {
			for (OAuthError error : new OAuthError[] { new OAuthError("made_up", null),
					new OAuthError("access_denied", "line\nbreak") }) {
				assertRefused(evaluate(policy("p").claim("a", (request) -> {
					throw new ClaimDeniedException(error.code(), error.description());
				}), request()), "unauthorized_client", Status.DENIED);
			}
		}

	}

	@Nested
	class Users {

		@Test
		void evaluateWhenThereIsNoUserThenRulesThatNeedOneAreSkipped() {
			ClaimDecision decision = evaluate(policy("p").claim("a", "user.email")
				.claim(rule("b", true, (request) -> "never").build())
				.claim("c", "'3'"), request());
			assertIssued(decision, Map.of("c", "3"), Status.NO_USER, Status.NO_USER, Status.APPLIED);
		}

		@Test
		void evaluateWhenUserSourceThrowsThenItPassesUnchanged() {
			for (Throwable thrown : new Throwable[] { new IllegalStateException("locked"),
					new ClaimDeniedException("invalid_grant", null), new NoClassDefFoundError() }) {
				TokenRequest.Builder request = request()
					.userSupplier(() -> ClaimPolicySetTests.<RuntimeException>sneak(thrown));
				for (ClaimPolicy.Builder policy : new ClaimPolicy.Builder[] { policy("p").deny(deny("!(user.active)")),
						policy("p").claim("a", "user.email"),
						policy("p").claim(rule("a", "user.email").omitOnError().build()),
						policy("p").claim(rule("a", true, TokenRequest::user).omitOnError().build()),
						policy("p").claim(rule("a", false, TokenRequest::user).omitOnError().build()),
						policy("p").claim(rule("a", false, ClaimPolicySetTests::swallow).build()),
						policy("p").when("user.active").claim(rule("a", "'1'").omitOnError().build()) }) {
					assertThatThrownBy(() -> evaluate(policy, request)).isSameAs(thrown);
				}
			}
		}

	}

	@Test
	void outcomeWhenRuleIsEvaluatedThenNamesItsOrigin() {
		Origin origin = new Origin("claims.b", new Origin.Location("application.yml", 3, 5));
		ClaimPolicySet policies = compile(policy("p").claim("a", "'1'")
			.claim(RuleDefinition.builder("b", new RuleValue.Expression("'2'"))
				.name("second")
				.declaration(new Declaration.Stated(origin, Notation.YAML, (attribute) -> "claims.b." + attribute))
				.build()));
		assertThat(policies.evaluate(request().build()).outcomes()).extracting(RuleOutcome::rule, RuleOutcome::origin)
			.containsExactly(tuple("p.a", Origin.of("p.claims.a")), tuple("p.second", origin));
		assertThat(policies.policies()).extracting(ClaimPolicy::name).containsExactly("p");
	}

	@Test
	void evaluateWhenThereAreNoPoliciesThenNothingIsDecided() {
		assertIssued(compile().evaluate(request().build()), Map.of());
	}

	private static Object swallow(TokenRequest request) {
		try {
			return request.user();
		}
		catch (RuntimeException | Error ex) {
			return "guest";
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> Object sneak(Throwable thrown) throws T {
		throw (T) thrown;
	}

	private static final class Traceless extends RuntimeException {

		Traceless() {
			super("secret", null, false, false);
		}

	}

	@Test
	void evaluateWhenAPolicyIsForAnIssuerThenTokensOfOthersAndOfNoneAreLeftAlone() {
		ClaimPolicySet policies = compile(
				policy("p").issuer("https://a.example", "https://b.example").claim("a", "'1'"));
		assertThat(policies.evaluate(request().issuer("https://b.example").build()).claims()).containsKey("a");
		assertThat(policies.evaluate(request().issuer("https://c.example").build()).claims()).isEmpty();
		assertThat(policies.evaluate(request().build()).claims()).isEmpty();
		assertThat(policies.explain(request().build()).notSelected()).singleElement()
			.extracting(ClaimExplanation.NotSelected::dimension)
			.isEqualTo(Dimension.ISSUER);
	}

	@Test
	void evaluateWhenAnExpressionReadsTheIssuerThenItIsTheTokens() {
		ClaimPolicySet policies = compile(policy("p").claim("a", "request.issuer"));
		assertThat(policies.evaluate(request().issuer("https://a.example").build()).claims()).containsEntry("a",
				"https://a.example");
		assertThat(policies.evaluate(request().build()).claims()).isEmpty();
	}

}
