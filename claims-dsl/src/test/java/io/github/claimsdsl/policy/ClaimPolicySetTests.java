package io.github.claimsdsl.policy;

import java.io.StringReader;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Notation;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;

import static io.github.claimsdsl.policy.Decisions.assertIssued;
import static io.github.claimsdsl.policy.Decisions.assertRefused;
import static io.github.claimsdsl.policy.Decisions.evaluate;

/**
 * The semantics of evaluation, row by row of the design.
 */
class ClaimPolicySetTests {

	@Nested
	class Values {

		@Test
		void evaluateWhenValueIsNullThenAbsent() {
			assertIssued(evaluate(policy("p").claim("a", "user.tier"), aliceRequest()), Map.of(), Status.NULL_VALUE);
		}

		@Test
		void evaluateWhenJavaRuleReturnsThenNormalized() {
			assertIssued(evaluate(policy("p").claim("a", (request) -> 5L), request()), Map.of("a", 5), Status.APPLIED);
		}

		@Test
		void evaluateWhenValueIsUnsupportedThenRefusedWithTypeAndAdvice() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> new StringReader("secret")),
					request());
			assertRefused(decision, "server_error", Status.FAILED);
			assertThat(decision.outcomes().get(0)).hasToString("a: failed, rule p.a (p.claims.a): "
					+ "its value is a java.io.StringReader: let the method, or the property that the expression reads, return "
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
