package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimProvenance;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;

/**
 * What a decision tells of who set what.
 */
class DecisionTests {

	@Test
	void provenanceWhenRulesCompeteThenNamesTheOneThatSetTheClaimAndThoseItOverrode() {
		ClaimDecision decision = compile(policy("a").order(0).claim(rule("tier", "user.tier").build()),
				policy("b").order(1).claim("tier", "'b'").claim("email", "user.email"),
				policy("c").order(2).claim("tier", "'c'"), policy("d").order(3).claim("tier", "'d'"))
			.evaluate(aliceRequest().build());
		assertThat(decision.provenance()).containsOnlyKeys("tier", "email")
			.containsEntry("tier",
					new ClaimProvenance("tier", "b.tier", Origin.of("b.claims.tier"), List.of("c.tier", "d.tier")))
			.containsEntry("email", new ClaimProvenance("email", "b.email", Origin.of("b.claims.email"), List.of()));
	}

	@Test
	void provenanceWhenRefusedThenNone() {
		ClaimDecision decision = compile(
				policy("a").claim("tier", "'b'").claim(rule("x", "user.tier").required().build()))
			.evaluate(aliceRequest().build());
		assertThat(decision.refusal()).isPresent();
		assertThat(decision.provenance()).isEmpty();
	}

	@Test
	void evaluateWhenListenerThenHearsOfEachEvaluatedRule() {
		List<RuleOutcome> heard = new ArrayList<>();
		ClaimPolicySet policies = compile(policy("a").claim("tier", "'b'"),
				policy("b").order(1).claim("tier", "'c'").claim(rule("x", "user.tier").required().build()),
				policy("c").order(2).claim("never", "'c'"));
		ClaimDecision decision = policies.evaluate(aliceRequest().build(), (outcome, nanoseconds) -> {
			assertThat(nanoseconds).isNotNegative();
			heard.add(outcome);
		});
		assertThat(heard).isEqualTo(decision.outcomes())
			.extracting(RuleOutcome::status)
			.containsExactly(Status.APPLIED, Status.OVERRIDDEN, Status.NULL_VALUE);
		assertThat(policies.evaluate(aliceRequest().build()).outcomes()).isEqualTo(heard);
	}

	@Test
	void explainWhenShownThenALineForEachRuleWithoutValues() {
		ClaimExplanation explanation = compile(
				policy("a").claim("email", "user.email").deny(deny("user.active == false")),
				policy("b").grantType("password").claim("tier", "'secret'"))
			.explain(aliceRequest().build());
		assertThat(explanation).hasToString("""
				issued
				  deny: skipped: condition false, rule a.deny[0] (a.deny[0])
				  email: applied, rule a.email (a.claims.email)
				  tier: not selected: grant-type, rule b.tier (b.claims.tier)""");
	}

}
