package io.github.claimsdsl.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.issues;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static io.github.claimsdsl.policy.Tokens.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;

/**
 * A policy in report mode changes no token, and the decision tells what it would change.
 */
class ReportModeTests {

	private final AtomicInteger loads = new AtomicInteger();

	private static ClaimPolicy.Builder enforced() {
		return policy("enforced").order(1).claim("a", "'enforced'");
	}

	private static ClaimPolicy.Builder reported() {
		return policy("reported").mode(Mode.REPORT);
	}

	/** Asserts that the token is issued with the enforced claim, and returns the rest. */
	private static ClaimDecision reportOf(ClaimDecision decision) {
		assertThat(decision.refusal()).isEmpty();
		assertThat(decision.claims()).isEqualTo(Map.of("a", "enforced"));
		assertThat(decision.outcomes()).extracting(RuleOutcome::rule).containsExactly("enforced.a");
		return decision.reported().orElseThrow();
	}

	private static void assertReportedRefusal(ClaimPolicy.Builder reported, TokenRequest.Builder request, String code) {
		ClaimDecision report = reportOf(compile(enforced(), reported).evaluate(request.build()));
		assertThat(report.refusal()).map(OAuthError::code).hasValue(code);
		assertThat(report.claims()).isEmpty();
		assertThat(report.reported()).isEmpty();
	}

	@Test
	void evaluateWhenReportedClaimHasALowerOrderThenTheEnforcedOneStays() {
		ClaimDecision report = reportOf(
				compile(enforced(), reported().claim("a", "'reported'").claim("b", "'2'")).evaluate(request().build()));
		assertThat(report.claims()).isEqualTo(Map.of("a", "reported", "b", "2"));
		assertThat(statuses(report)).containsExactly(Status.APPLIED, Status.APPLIED, Status.OVERRIDDEN);
	}

	@Test
	void evaluateWhenReportedPolicyWouldRefuseThenIssued() {
		assertReportedRefusal(reported().deny(deny("client.id == 'app'")), request(), "unauthorized_client");
		assertReportedRefusal(reported().deny(deny("user.active")), request(), "unauthorized_client");
		assertReportedRefusal(reported().claim(rule("b", "user.tier").required().build()), aliceRequest(),
				"invalid_grant");
	}

	@Test
	void evaluateRefusalWhenNoEnforcedRuleOfTheTokenRequiresAClaimThenItIsNotEvaluated() {
		ClaimPolicySet policies = compile(policy("enforced").order(1).claim("a", (request) -> {
			throw new IOException();
		}), reported().claim(rule("a", "'reported'").required().build()),
				policy("other").order(2).client("other").claim(rule("a", "'other'").required().build()));
		ClaimDecision decision = policies.evaluateRefusal(request().build(), null);
		assertThat(decision.refusal()).isEmpty();
		TokenRequest other = TokenRequest.of(Client.of("other"), "authorization_code").audience(Tokens.API).build();
		assertThat(policies.evaluateRefusal(other, null).refusal()).map(OAuthError::code).hasValue("server_error");
	}

	@Test
	void evaluateWhenReportedRuleThrowsThenIssued() {
		assertReportedRefusal(reported().claim("b", (request) -> {
			throw new IOException();
		}), request(), "server_error");
		assertReportedRefusal(reported().claim("b", (request) -> {
			throw new StackOverflowError();
		}), request(), "server_error");
	}

	@Test
	void evaluateWhenOnlyAReportedRuleLoadsAUserThatFailsThenIssuedEachTime() {
		ClaimPolicySet policies = compile(enforced(), reported().deny(deny("user.active")));
		for (Throwable failure : List.of(new IllegalStateException("locked"), new NoClassDefFoundError())) {
			TokenRequest request = request().userSupplier(() -> ReportModeTests.<RuntimeException>sneak(failure))
				.build();
			for (int i = 0; i < 2; i++) {
				ClaimDecision report = reportOf(policies.evaluate(request));
				assertThat(report.refusal()).hasValue(Evaluation.FAILED);
				assertThat(statuses(report)).containsExactly(Status.FAILED);
				assertThat(request.hasUserFailed()).isFalse();
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> Object sneak(Throwable thrown) throws T {
		throw (T) thrown;
	}

	@Test
	void evaluateWhenAnEnforcedRuleLoadsAUserThatFailsThenItPasses() {
		ClaimPolicySet policies = compile(enforced().claim("b", "user.email"), reported().claim("c", "user.email"));
		TokenRequest request = request().userSupplier(() -> {
			throw new IllegalStateException("locked");
		}).build();
		assertThatIllegalStateException().isThrownBy(() -> policies.evaluate(request)).withMessage("locked");
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.email", "client.id" })
	void evaluateWhenRulesReadTheUserThenLoadedOnce(String expression) {
		ClaimPolicySet policies = compile(policy("enforced").claim("a", expression),
				reported().claim("b", "user.email"));
		TokenRequest request = request().userSupplier(() -> {
			this.loads.incrementAndGet();
			return Tokens.User.ALICE;
		}).build();
		for (int i = 0; i < 2; i++) {
			assertThat(policies.evaluate(request).reported().orElseThrow().claims()).containsKeys("a", "b");
		}
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void evaluateWhenNoReportedRuleIsSelectedThenNothingIsReported() {
		ClaimPolicySet policies = compile(enforced(), reported().client("other").claim("b", "'2'"));
		assertThat(policies.evaluate(request().build()).reported()).isEmpty();
		assertThat(compile(enforced()).evaluate(request().build()).reported()).isEmpty();
	}

	@Test
	void evaluateWhenListenerThenNotNotifiedOfReportedRules() {
		List<String> rules = new ArrayList<>();
		ClaimPolicySet policies = compile(enforced(), reported().claim("a", "'reported'"));
		ClaimDecision decision = policies.evaluate(request().build(),
				(outcome, nanoseconds) -> rules.add(outcome.rule()));
		assertThat(reportOf(decision).claims()).containsEntry("a", "reported");
		assertThat(rules).containsExactly("enforced.a");
	}

	@Test
	void evaluateWhenEveryPolicyIsReportedThenNothingIsDecided() {
		ClaimDecision decision = compile(reported().claim("a", "'1'")).evaluate(request().build());
		assertThat(decision.claims()).isEmpty();
		assertThat(decision.outcomes()).isEmpty();
		assertThat(decision.reported().orElseThrow().claims()).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void evaluateWhenAnyPoliciesAreReportedThenDecidesAsWithoutThemAndReportsAsIfEnforced() {
		int reports = 0;
		for (int seed = 0; seed < 40; seed++) {
			List<ClaimPolicy> policies = new RandomPolicies(seed).policies(5, 100);
			List<ClaimPolicy> some = new ArrayList<>();
			policies.forEach((policy) -> some.add((some.size() % 2 == 0) ? policy : inReportMode(policy)));
			List<ClaimPolicy> enforced = some.stream().filter((policy) -> policy.mode() == Mode.ENFORCE).toList();
			if (isCompilable(policies)) {
				ClaimPolicySet all = Tokens.compiler().compile(policies);
				ClaimPolicySet mixed = Tokens.compiler().compile(some);
				ClaimPolicySet only = Tokens.compiler().compile(enforced);
				Set<String> names = Set.copyOf(enforced.stream().map(ClaimPolicy::name).toList());
				for (TokenRequest token : RandomPolicies.universe()) {
					ClaimDecision decision = mixed.evaluate(token);
					assertSame(decision, only.evaluate(token));
					boolean selected = all.select(token)
						.stream()
						.anyMatch((rule) -> !names.contains(rule.id().substring(0, rule.id().indexOf('.'))));
					assertThat(decision.reported().isPresent()).isEqualTo(selected);
					decision.reported().ifPresent((report) -> assertSame(report, all.evaluate(token)));
					reports += selected ? 1 : 0;
				}
			}
		}
		assertThat(reports).isPositive();
	}

	private static void assertSame(ClaimDecision actual, ClaimDecision expected) {
		assertThat(actual.claims()).isEqualTo(expected.claims());
		assertThat(actual.outcomes()).isEqualTo(expected.outcomes());
		assertThat(actual.refusal()).isEqualTo(expected.refusal());
	}

	private static ClaimPolicy inReportMode(ClaimPolicy policy) {
		return new ClaimPolicy(policy.name(), policy.declaration(), policy.selector(), policy.namespace(),
				policy.order(), Mode.REPORT, policy.when(), policy.claims(), policy.denials());
	}

	private static boolean isCompilable(List<ClaimPolicy> policies) {
		try {
			Tokens.compiler().compile(policies);
			return true;
		}
		catch (ClaimPolicyException ex) {
			return false;
		}
	}

	@Test
	void compileWhenReportedPolicyIsWrongThenReportedAsAnyOther() {
		assertThat(issues(enforced(), reported().order(1).claim("a", "'1'").claim("b", "user.emial")))
			.extracting(Issue::code)
			.containsExactly("overlap", "unknown-property");
	}

	@Test
	void explainWhenReportedRuleThenListedOnlyWhereItDoesNotMatch() {
		ClaimPolicySet policies = compile(enforced(), reported().client("web").claim("b", "'2'"),
				policy("matching").mode(Mode.REPORT).claim("c", "'3'"));
		ClaimExplanation explanation = policies.explain(request().build());
		assertThat(explanation.notSelected()).extracting(ClaimExplanation.NotSelected::rule)
			.containsExactly("reported.b");
		assertThat(explanation.decision().outcomes()).extracting(RuleOutcome::rule).containsExactly("enforced.a");
	}

	@Test
	void matrixWhenPolicyIsReportedThenLeftOut() {
		assertThat(compile(enforced(), reported().claim("b", "'2'")).matrix().rows().keySet())
			.extracting(ClaimReach::claim)
			.containsExactly("a");
	}

	@Test
	void reportMatrixWhenPolicyIsReportedThenHasItsClaimsOnly() {
		assertThat(compile(enforced().deny(deny("client.id == 'app'")), reported().claim("b", "'2'")).reportMatrix()
			.rows()).hasSize(1).allSatisfy((reach, rules) -> {
				assertThat(reach.claim()).isEqualTo("b");
				assertThat(rules).containsExactly("reported.b");
			});
	}

	@Test
	void denialMatrixWhenPoliciesDenyThenHasTheDenialsOfAll() {
		ClaimPolicySet policies = compile(enforced().grantType("password").deny(deny("client.id == 'app'")),
				reported().deny(deny("client.id == 'app'")));
		assertThat(policies.denialMatrix().rows().values()).containsExactlyInAnyOrder(Set.of("enforced.deny[0]"),
				Set.of("reported.deny[0]"));
		assertThat(policies.denialMatrix().rows().keySet()).extracting((reach) -> reach.value(Dimension.GRANT_TYPE))
			.containsExactlyInAnyOrder("password", ClaimReach.ANY);
		assertThat(policies.matrix().rows().values()).containsExactly(Set.of("enforced.a"));
	}

	@Test
	void reportedOnlyWhenAskedThenChangesNothingAndReportsAll() {
		ClaimDecision plain = compile(enforced().deny(deny("client.id == 'app'"))).evaluate(request().build());
		assertThat(plain.reportedOnly().refusal()).isEmpty();
		assertThat(plain.reportedOnly().outcomes()).isEmpty();
		assertThat(plain.reportedOnly().claims()).isEmpty();
		assertThat(plain.reportedOnly().reported()).containsSame(plain);
		ClaimDecision mixed = compile(enforced(), reported().claim("b", "'2'")).evaluate(request().build());
		assertThat(mixed.reportedOnly().claims()).isEmpty();
		assertThat(mixed.reportedOnly().reported()).isEqualTo(mixed.reported());
	}

	@Test
	void toStringWhenReportedThenShowsBothWithoutValues() {
		ClaimDecision decision = compile(enforced(), reported().deny(deny("client.id == 'app'")))
			.evaluate(request().build());
		assertThat(decision).hasToString("""
				issued
				  a: applied, rule enforced.a (enforced.claims.a)
				if every policy were enforced: refused: unauthorized_client
				  deny: denied, rule reported.deny[0] (reported.deny[0])""");
	}

	@Test
	void evaluateWhenTheMachineFailsInAReportedRuleThenThrown() {
		ClaimPolicySet policies = compile(enforced(), reported().claim("b", (request) -> {
			throw new OutOfMemoryError();
		}));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> policies.evaluate(request().build()));
	}

}
