package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ClaimMatrix}.
 */
class ClaimMatrixTests {

	private static final String ANY = ClaimReach.ANY;

	private static final String BILLING = "https://billing.example.com";

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
					.grantType("client_credentials")
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
				| claim | token type | audience | grant type | client | scope | issuance | subject |
				|---|---|---|---|---|---|---|---|
				| email | access_token | * | * | * | * | refresh | user |
				| email | access_token | https://api.example.com | client_credentials | app | a | * | * |
				| email | access_token | https://api.example.com | client_credentials | app | b | * | * |
				| email | id_token | (none) | client_credentials | app | a | * | * |
				| email | id_token | (none) | client_credentials | app | b | * | * |
				""");
		assertThat(matrix.rows()).hasSize(5)
			.containsEntry(new ClaimReach("email", "access_token", ANY, ANY, ANY, ANY, "refresh", "user"),
					Set.of("q.email"));
	}

	@Test
	void matrixWhenAudiencesAreDeclaredThenAnyIsEachOfThem() {
		ClaimPolicy any = ClaimPolicy.named("q").audience("any").claim("email", "'y'").build();
		assertThat(
				Tokens.compiler().withAudiences(Set.of("https://a", "https://b")).compile(List.of(any)).matrix().rows())
			.extractingFromEntries((row) -> row.getKey().audience())
			.containsExactly("(none)", "https://a", "https://b");
	}

	@Test
	void toMarkdownWhenARowIncludesAnotherThenShowsTheWiderOne() {
		ClaimMatrix matrix = matrix(email(), Tokens.policy("q").order(1).claim("email", "'y'"));
		assertThat(matrix.rows()).hasSize(2);
		assertThat(matrix.toMarkdown().lines()).hasSize(3)
			.last()
			.isEqualTo("| email | access_token | https://api.example.com | * | * | * | * | * |");
	}

	@Test
	void parseWhenWrittenThenSame() {
		ClaimMatrix matrix = matrix(Tokens.policy("p").client("a|b", "c\\d").scope("x*y").claim("a*b|c", "'x'"));
		ClaimMatrix parsed = ClaimMatrix.parse("# Title\n\n" + matrix.toMarkdown());
		assertThat(parsed.rows().keySet()).isEqualTo(matrix.rows().keySet());
		assertThat(ClaimMatrix.parse(matrix.toMarkdown().replace("\n", "\r\n")).toMarkdown())
			.isEqualTo(matrix.toMarkdown());
	}

	@ParameterizedTest
	@ValueSource(strings = { "| a | b |", "no row", "| a | b | c | d | e | f | g | h | i |" })
	void parseWhenMalformedRowThenNamesTheLine(String row) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ClaimMatrix.parse("# Title\n" + matrix().toMarkdown() + row + "\n"))
			.withMessage("line 4 is not a row of a claim matrix");
	}

	@Test
	void parseWhenALaterRowIsMalformedThenNamesItsLine() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ClaimMatrix.parse(matrix(email()).toMarkdown() + "\n| a | b \\"))
			.withMessage("line 5 is not a row of a claim matrix");
	}

	@Test
	void parseWhenNoTableThenSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> ClaimMatrix.parse("# Title"))
			.withMessage("there is no claim matrix");
	}

	@Test
	void changesSinceWhenReachGrowsThenSaysWhatIsNew() {
		ClaimMatrix reviewed = matrix(email());
		assertThat(matrix(email(),
				ClaimPolicy.named("q").audience(BILLING).grantType("client_credentials").claim("email", "'x'"))
			.changesSince(reviewed))
			.containsExactly("`email` now reaches audience https://billing.example.com for client_credentials");
		assertThat(matrix(Tokens.policy("p")
			.client("app")
			.scope("a")
			.issuance(Issuance.REFRESH)
			.subject(Subject.USER)
			.claim("email", "'x'"), ClaimPolicy.named("q").tokenType(TokenType.ID_TOKEN).claim("name", "'x'"))
			.changesSince(reviewed))
			.containsExactly(
					"`email` now reaches audience https://api.example.com for any grant type by client app with scope a,"
							+ " refresh tokens only, subject user only",
					"`name` now reaches ID tokens for any grant type",
					"`email` no longer reaches audience https://api.example.com for client_credentials");
	}

	@Test
	void changesSinceWhenSameTokensInOtherRowsThenNone() {
		ClaimMatrix whole = matrix(email());
		ClaimMatrix parts = matrix(email().issuance(Issuance.INITIAL),
				Tokens.policy("q").grantType("client_credentials").issuance(Issuance.REFRESH).claim("email", "'x'"));
		assertThat(parts.changesSince(whole)).isEmpty();
		assertThat(whole.changesSince(parts)).isEmpty();
	}

	@Test
	void changesSinceWhenSubjectsAndIssuancesTogetherAreAllThenNone() {
		ClaimMatrix whole = matrix(Tokens.policy("p").claim("email", "'x'"));
		ClaimMatrix parts = matrix(Tokens.policy("p").subject(Subject.USER).claim("email", "'x'"),
				Tokens.policy("q").subject(Subject.CLIENT).issuance(Issuance.INITIAL).claim("email", "'x'"),
				Tokens.policy("r").subject(Subject.CLIENT).issuance(Issuance.REFRESH).claim("email", "'x'"));
		assertThat(parts.changesSince(whole)).isEmpty();
		assertThat(whole.changesSince(parts)).isEmpty();
		assertThat(matrix(Tokens.policy("p").subject(Subject.USER).claim("email", "'x'")).changesSince(matrix()))
			.singleElement()
			.asString()
			.endsWith("for any grant type, subject user only");
	}

	@Test
	void reachesWhenAnyTokenThenEqualsSelection() {
		for (int seed = 0; seed < 60; seed++) {
			List<ClaimPolicy> policies = new RandomPolicies(seed).policies(4, 100);
			ClaimPolicySet set = compile(policies);
			if (set != null) {
				ClaimMatrix matrix = set.matrix();
				ClaimMatrix parsed = ClaimMatrix.parse(matrix.toMarkdown());
				for (TokenRequest token : RandomPolicies.universe()) {
					if (!"other".equals(token.audience())) {
						Set<String> selected = selectedClaims(policies, set.explain(token));
						assertThat(reached(matrix, token)).isEqualTo(selected);
						assertThat(reached(parsed, token)).isEqualTo(selected);
					}
				}
			}
		}
	}

	private static ClaimPolicySet compile(List<ClaimPolicy> policies) {
		try {
			return Tokens.compiler().withAudiences(Set.of("A", "B", "C")).compile(policies);
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
		boolean access = token.tokenType() == TokenType.ACCESS_TOKEN;
		String audience = access ? Objects.requireNonNullElse(token.audience(), ClaimReach.NO_AUDIENCE)
				: ClaimReach.NO_AUDIENCE;
		List<String> scopes = new ArrayList<>(token.scopes());
		scopes.add(ANY);
		return Set.of("x", "y")
			.stream()
			.filter((claim) -> scopes.stream()
				.anyMatch((scope) -> matrix
					.reaches(new ClaimReach(claim, token.tokenType().value(), audience, token.grantType(),
							token.client().id(), scope, token.issuance().value(), token.subject().value()))))
			.collect(Collectors.toSet());
	}

}
