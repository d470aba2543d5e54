package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties that hold of any policies, over policies from fixed seeds.
 */
class ClaimPolicyPropertyTests {

	private static final int RUNS = 60;

	private static final List<TokenRequest> UNIVERSE = RandomPolicies.universe();

	@Test
	void evaluateWhenDeclarationOrderChangesThenResultDoesNot() {
		int compiled = 0;
		for (int seed = 0; seed < RUNS; seed++) {
			List<ClaimPolicy> policies = new RandomPolicies(seed).policies(5, 100);
			List<ClaimPolicy> shuffled = shuffled(policies, seed);
			Object expected = compile(policies);
			Object actual = compile(shuffled);
			if (expected instanceof ClaimPolicySet first && actual instanceof ClaimPolicySet second) {
				compiled++;
				UNIVERSE.forEach((token) -> assertSame(second.evaluate(token), first.evaluate(token)));
			}
			else {
				assertThat(actual).as("seed %s", seed).isEqualTo(expected);
			}
		}
		assertThat(compiled).isBetween(RUNS / 2, RUNS - 1);
	}

	private static List<ClaimPolicy> shuffled(List<ClaimPolicy> policies, int seed) {
		List<ClaimPolicy> shuffled = new ArrayList<>();
		for (ClaimPolicy policy : policies) {
			List<RuleDefinition> claims = new ArrayList<>(policy.claims());
			Collections.reverse(claims);
			shuffled.add(new ClaimPolicy(policy.name(), policy.declaration(), policy.selector(), policy.namespace(),
					policy.order(), policy.mode(), policy.when(), claims, policy.denials()));
		}
		Collections.shuffle(shuffled, RandomPolicies.random(seed));
		return shuffled;
	}

	private static void assertSame(ClaimDecision actual, ClaimDecision expected) {
		assertThat(actual.outcomes()).isEqualTo(expected.outcomes());
		assertThat(actual.refusal()).isEqualTo(expected.refusal());
		assertThat(new ArrayList<>(actual.claims().entrySet()))
			.isEqualTo(new ArrayList<>(expected.claims().entrySet()));
	}

	private static Object compile(List<ClaimPolicy> policies) {
		try {
			return Tokens.compiler().compile(policies);
		}
		catch (ClaimPolicyException ex) {
			return ex.issues();
		}
	}

	@Test
	void evaluateWhenPoliciesThatDoNotMatchAreTakenAwayThenResultIsTheSame() {
		for (int seed = 0; seed < RUNS; seed++) {
			List<ClaimPolicy> policies = new RandomPolicies(seed).policies(5, 100);
			if (compile(policies) instanceof ClaimPolicySet all) {
				for (TokenRequest token : sample(seed)) {
					Set<String> out = all.explain(token)
						.notSelected()
						.stream()
						.map((rule) -> rule.rule().substring(0, rule.rule().indexOf('.')))
						.collect(Collectors.toSet());
					List<ClaimPolicy> matching = policies.stream()
						.filter((policy) -> !out.contains(policy.name()))
						.toList();
					assertSame(Tokens.compiler().compile(matching).evaluate(token), all.evaluate(token));
				}
			}
		}
	}

	private static List<TokenRequest> sample(int seed) {
		return RandomPolicies.random(seed).ints(10, 0, UNIVERSE.size()).mapToObj(UNIVERSE::get).toList();
	}

	@Test
	void selectWhenAnyTokenThenEqualsANaiveFilter() {
		for (int seed = 0; seed < RUNS; seed++) {
			List<CompiledRule> rules = rules(new RandomPolicies(seed).policies(20, 5));
			RuleIndex index = new RuleIndex(rules);
			for (TokenRequest token : UNIVERSE) {
				assertThat(index.select(token))
					.isEqualTo(rules.stream().filter((rule) -> rule.match().mismatch(token) == null).toList());
			}
		}
	}

	@Test
	void selectWhenTokenHasSeveralAudiencesThenEqualsALinearScan() {
		int several = 0;
		for (int seed = 0; seed < RUNS; seed++) {
			RandomPolicies random = new RandomPolicies(seed);
			List<CompiledRule> rules = rules(random.policies(20, 5));
			RuleIndex index = new RuleIndex(rules);
			for (int i = 0; i < 200; i++) {
				List<String> audiences = random.audiences();
				TokenRequest.Builder token = random.token();
				List<CompiledRule> selected = index.select(token.audiences(audiences).build());
				assertThat(selected)
					.isEqualTo(rules.stream().filter((rule) -> selectsAny(rule.match(), token, audiences)).toList());
				several += (audiences.size() > 1 && !selected.isEmpty()) ? 1 : 0;
			}
		}
		assertThat(several).isGreaterThan(RUNS);
	}

	/** Asks for one audience at a time, as if each were the only one. */
	private static boolean selectsAny(TokenMatch match, TokenRequest.Builder token, List<String> audiences) {
		if (audiences.isEmpty()) {
			return match.mismatch(token.audience(null).build()) == null;
		}
		return audiences.stream().anyMatch((audience) -> match.mismatch(token.audience(audience).build()) == null);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 8 })
	void checkWhenAnyRulesThenEqualsBruteForceOverEveryToken(int orders) {
		int overlaps = 0;
		for (int seed = 0; seed < RUNS; seed++) {
			List<CompiledClaim> rules = rules(new RandomPolicies(seed).policies(8, orders)).stream()
				.map(CompiledClaim.class::cast)
				.toList();
			Issues issues = new Issues();
			new OverlapCheck(issues).check(rules);
			Set<String> expected = bruteForce(rules);
			overlaps += expected.size();
			assertThat(issues.inOrder()).extracting(ClaimPolicyPropertyTests::pair)
				.containsExactlyInAnyOrderElementsOf(expected);
		}
		assertThat(overlaps).isPositive();
	}

	private static String pair(Issue issue) {
		String message = issue.message();
		return message.substring("rules ".length(), message.indexOf(" both write"));
	}

	/** Each rule with the first before it that selects a common token. */
	private static Set<String> bruteForce(List<CompiledClaim> rules) {
		Set<String> pairs = new LinkedHashSet<>();
		for (int second = 0; second < rules.size(); second++) {
			CompiledClaim rule = rules.get(second);
			rules.subList(0, second)
				.stream()
				.filter((other) -> other.claim().equals(rule.claim()) && other.order() == rule.order())
				.filter((other) -> UNIVERSE.stream().anyMatch((token) -> selects(other, token) && selects(rule, token)))
				.findFirst()
				.ifPresent((other) -> pairs.add("'" + other.id() + "' and '" + rule.id() + "'"));
		}
		return pairs;
	}

	/** Whether a rule selects a token, or one that has more scopes. */
	private static boolean selects(CompiledRule rule, TokenRequest token) {
		Map<Dimension, Set<String>> limits = rule.match().limits();
		limits.remove(Dimension.SCOPE);
		return new TokenMatch(limits).mismatch(token) == null;
	}

	private static List<CompiledRule> rules(List<ClaimPolicy> policies) {
		Issues issues = new Issues();
		SelectorCheck selectors = new SelectorCheck(null, null, Set.of(), issues);
		List<CompiledRule> rules = new ArrayList<>();
		for (ClaimPolicy policy : policies) {
			TokenMatch match = selectors.policy(policy);
			for (RuleDefinition rule : policy.claims()) {
				CompiledRule.Header header = new CompiledRule.Header(policy.name() + "." + rule.claim(), rule.claim(),
						policy.declaration(rule).origin(), policy.order(), match, policy.mode());
				rules.add(new CompiledClaim(header, List.of(), new CompiledValue.OfFunction((request) -> null, false),
						rule, Tokens.LANGUAGE));
			}
		}
		assertThat(issues.inOrder()).isEmpty();
		return rules;
	}

}
