package io.github.claimsdsl.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;

/**
 * Which request parameters the rules of a policy set read.
 */
class RequestParameterTests {

	private static final RuleFunction READS_REGION = new RuleFunction() {

		@Override
		public Object apply(TokenRequest request) {
			return request.parameters().get("region");
		}

		@Override
		public Set<String> parameters() {
			return Set.of("region");
		}

	};

	private static ClaimPolicySet compile(ClaimPolicy.Builder... policies) {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.withoutUser().withParameters(Set.of("tenant")));
		return ClaimPolicySet.of(List.of(policies).stream().map(ClaimPolicy.Builder::build).toList(), language);
	}

	@Test
	void namesThenThoseOfTheSchemaAndOfRulesInJava() {
		ClaimPolicySet policies = compile(policy("p").claim("a", "request.parameters['tenant']")
			.claim(rule("region", false, READS_REGION).build()));
		assertThat(policies.requestParameters()).containsExactly("region", "tenant");
		assertThat(policies.enforcedParameters()).containsExactly("region", "tenant");
		assertThat(policies.evaluate(request().parameters(Map.of("region", "r1", "tenant", "t1")).build()).claims())
			.containsEntry("a", "t1")
			.containsEntry("region", "r1");
	}

	@Test
	void namesWhenOnlyReportedOnThenAreNotEnforced() {
		ClaimPolicySet policies = compile(policy("p").claim("a", "'1'"),
				policy("q").mode(Mode.REPORT).claim(rule("region", false, READS_REGION).build()));
		assertThat(policies.requestParameters()).containsExactly("region", "tenant");
		assertThat(policies.enforcedParameters()).containsExactly("tenant");
	}

	@Test
	void namesWhenNoneIsDeclaredThenNone() {
		assertThat(Tokens.compile(policy("p").claim("a", "request.grantType")).requestParameters()).isEmpty();
	}

	@Test
	void expressionWhenItReadsAnotherNameThenIssue() {
		assertThatExceptionOfType(ClaimPolicyException.class)
			.isThrownBy(() -> compile(policy("p").claim("a", "request.parameters['tenants']")
				.deny(DenialDefinition.of("deny[0]", "request.parameters == null", null))))
			.satisfies((ex) -> assertThat(ex.issues()).extracting((issue) -> issue.code())
				.containsExactlyInAnyOrder("unknown-parameter", "all-parameters"));
	}

	@Test
	void rulesWhenValueOrConditionReadsAParameterThenAreUnpreviewable() {
		ClaimPolicySet policies = compile(
				policy("p").claim("a", "request.parameters['tenant']")
					.claim(rule("b", "'1'").when("request.parameters['tenant'] == 't1'").build())
					.claim("c", "request.grantType")
					.claim(rule("region", false, READS_REGION).build())
					.claim(rule("d", false, (request) -> "1").build())
					.deny(deny("request.parameters['tenant'] == 'x'"))
					.deny(DenialDefinition.of("deny[1]", "client.id == 'x'", null)),
				policy("guarded").when("request.parameters['tenant'] != null").claim("e", "'1'"));
		assertThat(policies.unpreviewableRules()).containsExactly("guarded.e", "p.a", "p.b", "p.deny[0]", "p.region");
	}

}
