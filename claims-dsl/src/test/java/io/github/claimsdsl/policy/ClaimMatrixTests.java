package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;

/**
 * Tests for {@link ClaimMatrix}.
 */
class ClaimMatrixTests {

	private static final String ANY = ClaimReach.ANY;

	private static ClaimMatrix matrix(ClaimPolicy.Builder... policies) {
		return Tokens.compile(policies).matrix();
	}

	private static ClaimPolicy.Builder email() {
		return Tokens.policy("p").grantType("client_credentials").claim("email", "'x'");
	}

	@Test
	void matrixWhenPoliciesThenSaysWhatReachesWhat() {
		ClaimMatrix matrix = matrix(email().scope("b", "a").client("app"),
				ClaimPolicy.named("id")
					.tokenType(TokenType.ID_TOKEN)
					.grantType("password")
					.scope("b", "a")
					.client("app")
					.claim("email", "'x'"),
				ClaimPolicy.named("q")
					.audience("any")
					.issuance(Issuance.REFRESH)
					.subject(Subject.USER)
					.order(1)
					.claim("email", "'y'"));
		assertThat(matrix.toMarkdown()).isEqualTo("""
				| claim | token type | audience | grant type | client | scope | issuance | subject | issuer |
				|---|---|---|---|---|---|---|---|---|
				| email | access_token | * | * | * | * | refresh | user | * |
				| email | access_token | https://api.example.com | client_credentials | app | a | * | * | * |
				| email | access_token | https://api.example.com | client_credentials | app | b | * | * | * |
				| email | id_token | (none) | password | app | a | * | * | * |
				| email | id_token | (none) | password | app | b | * | * | * |
				""");
		assertThat(matrix.rows()).hasSize(5)
			.containsEntry(new ClaimReach("email", Map.of(Dimension.TOKEN_TYPE, "access_token", Dimension.ISSUANCE,
					"refresh", Dimension.SUBJECT, "user")), Set.of("q.email"));
	}

	@Test
	void matrixWhenAudiencesAreDeclaredThenAnyIsEachOfThem() {
		ClaimPolicy any = ClaimPolicy.named("q").audience("any").claim("email", "'y'").build();
		assertThat(Tokens.compiler()
			.withAudiences(Tokens.audiences("https://a", "https://b"))
			.compile(List.of(any))
			.matrix()
			.rows()).extractingFromEntries((row) -> row.getKey().value(Dimension.AUDIENCE))
			.containsExactly("(none)", "https://a", "https://b");
	}

	@Test
	void toMarkdownWhenARowIncludesAnotherThenShowsTheWiderOne() {
		ClaimMatrix matrix = matrix(email(), Tokens.policy("q").order(1).claim("email", "'y'"));
		assertThat(matrix.rows()).hasSize(2);
		assertThat(matrix.toMarkdown().lines()).hasSize(3)
			.last()
			.isEqualTo("| email | access_token | https://api.example.com | * | * | * | * | * | * |");
	}

	@Test
	void toMarkdownWhenValuesHoldMarksThenEscapesThem() {
		assertThat(matrix(Tokens.policy("p").client("a|b", "c\\d").scope("x*y").claim("a*b|c", "'x'")).toMarkdown())
			.contains("| a\\*b\\|c | access_token | https://api.example.com | * | a\\|b | x\\*y | * | * | * |")
			.contains("| c\\\\d |");
	}

	@Test
	void reachesWhenRulesTogetherAreAllThenIsTrue() {
		ClaimReach all = new ClaimReach("email",
				Map.of(Dimension.TOKEN_TYPE, "access_token", Dimension.AUDIENCE, Tokens.API));
		ClaimPolicy.Builder user = Tokens.policy("p").subject(Subject.USER).claim("email", "'x'");
		ClaimPolicy.Builder initial = Tokens.policy("q")
			.subject(Subject.CLIENT)
			.issuance(Issuance.INITIAL)
			.claim("email", "'x'");
		ClaimPolicy.Builder refresh = Tokens.policy("r")
			.subject(Subject.CLIENT)
			.issuance(Issuance.REFRESH)
			.claim("email", "'x'");
		assertThat(matrix(user, initial, refresh).reaches(all)).isTrue();
		assertThat(matrix(user, initial).reaches(all)).isFalse();
		assertThat(matrix(initial, refresh).reaches(all)).isFalse();
	}

	@Test
	void reachesWhenAnyTokenThenEqualsSelection() {
		for (int seed = 0; seed < 60; seed++) {
			List<ClaimPolicy> policies = new RandomPolicies(seed).policies(4, 100);
			ClaimPolicySet set = compile(policies);
			if (set != null) {
				ClaimMatrix matrix = set.matrix();
				for (TokenRequest token : RandomPolicies.universe()) {
					if (!"other".equals(token.audience())) {
						Set<String> selected = selectedClaims(policies, set.explain(token));
						assertThat(reached(matrix, token)).isEqualTo(selected);
					}
				}
			}
		}
	}

	private static ClaimPolicySet compile(List<ClaimPolicy> policies) {
		try {
			return Tokens.compiler().withAudiences(Tokens.audiences("A", "B", "C")).compile(policies);
		}
		catch (ClaimPolicyException ex) {
			return null;
		}
	}

	private static Set<String> selectedClaims(List<ClaimPolicy> policies, ClaimExplanation explanation) {
		Set<String> out = explanation.notSelected()
			.stream()
			.map(ClaimExplanation.NotSelected::rule)
			.collect(Collectors.toSet());
		return policies.stream()
			.flatMap((policy) -> policy.claims()
				.stream()
				.filter((rule) -> !out.contains(policy.id(rule)))
				.map(policy::claimName))
			.collect(Collectors.toSet());
	}

	private static Set<String> reached(ClaimMatrix matrix, TokenRequest token) {
		boolean access = token.tokenType().isForApi();
		String audience = access ? Objects.requireNonNullElse(token.audience(), ClaimReach.NO_AUDIENCE)
				: ClaimReach.NO_AUDIENCE;
		List<String> scopes = new ArrayList<>(token.scopes());
		scopes.add(ANY);
		return Set.of("x", "y")
			.stream()
			.filter((claim) -> scopes.stream()
				.anyMatch((scope) -> matrix.reaches(new ClaimReach(claim,
						Map.of(Dimension.TOKEN_TYPE, token.tokenType().value(), Dimension.AUDIENCE, audience,
								Dimension.GRANT_TYPE, token.grantType(), Dimension.CLIENT, token.client().id(),
								Dimension.SCOPE, scope, Dimension.ISSUANCE, token.issuance().value(), Dimension.SUBJECT,
								token.subject().value())))))
			.collect(Collectors.toSet());
	}

	@Test
	void rulesWhenValueOrConditionReadsTheUserThenAreNamed() {
		ClaimPolicySet policies = Tokens.compile(
				Tokens.policy("p")
					.claim("value", "user.email")
					.claim("none", "client.id")
					.claim(RuleDefinition.builder("condition", new RuleValue.Expression("'x'"))
						.when("user.email == 'alice'")
						.build())
					.claim(RuleDefinition.builder("java", new RuleValue.Function((request) -> "x", true)).build())
					.claim("function", (request) -> "x")
					.deny(DenialDefinition.of("deny[0]", "user.email == 'x'", null))
					.deny(DenialDefinition.of("deny[1]", "client.id == 'x'", null)),
				Tokens.policy("guarded").mode(Mode.REPORT).when("user.email != 'x'").claim("reported", "'x'"));
		assertThat(policies.rulesThatNeedUser()).containsExactly("guarded.reported", "p.condition", "p.deny[0]",
				"p.java", "p.value");
	}

}
