package io.github.claimsdsl.policy;

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
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;

import static io.github.claimsdsl.policy.Decisions.assertIssued;
import static io.github.claimsdsl.policy.Decisions.assertRefused;
import static io.github.claimsdsl.policy.Decisions.evaluate;

/**
 * Which rules selectors and conditions let run.
 */
class ClaimPolicySelectionTests {

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

}
