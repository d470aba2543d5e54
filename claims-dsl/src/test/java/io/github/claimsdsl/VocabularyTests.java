package io.github.claimsdsl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The vocabulary: immutable values that show no claim's value.
 */
class VocabularyTests {

	@Test
	void userWhenReadTwiceThenLoadedOnce() {
		AtomicInteger loads = new AtomicInteger();
		TokenRequest request = request().userSupplier(() -> "user" + loads.incrementAndGet()).build();
		assertThat(loads).hasValue(0);
		assertThat(request.user()).isEqualTo("user1");
		assertThat(request.user()).isEqualTo("user1");
		assertThat(request.hasUser()).isTrue();
		assertThat(request.hasUserFailed()).isFalse();
	}

	@Test
	void userWhenSourceThrowsThenThrowsTheSameAgain() {
		IllegalStateException failure = new IllegalStateException();
		TokenRequest request = request().userSupplier(() -> {
			throw failure;
		}).build();
		assertThat(request.hasUserFailed()).isFalse();
		assertThatIllegalStateException().isThrownBy(request::user).isSameAs(failure);
		assertThatIllegalStateException().isThrownBy(request::user).isSameAs(failure);
		assertThat(request.hasUserFailed()).isTrue();
	}

	@Test
	void userWhenItIsASupplierThenNotTaken() {
		Supplier<String> supplier = () -> "user";
		assertThatIllegalArgumentException().isThrownBy(() -> request().user(supplier))
			.withMessage("A Supplier cannot be a user. Pass it to userSupplier(..) instead");
		assertThat(request().userSupplier(supplier).build().user()).isEqualTo("user");
	}

	@Test
	void userWhenThereIsNoneThenNull() {
		TokenRequest request = request().build();
		assertThat(request.hasUser()).isFalse();
		assertThat(request.user()).isNull();
	}

	@Test
	void nowWhenNotGivenThenThePresentAndTheSameForAllRules() {
		Instant before = Instant.now();
		TokenRequest request = request().build();
		assertThat(request.now()).isBetween(before, Instant.now()).isSameAs(request.now());
		assertThat(request().now(Instant.EPOCH).build().now()).isEqualTo(Instant.EPOCH);
	}

	@Test
	void collectionsWhenChangedThenRequestIsNot() {
		Set<String> scopes = new LinkedHashSet<>(List.of("b", "a"));
		Map<String, String> parameters = new LinkedHashMap<>(Map.of("x", "1"));
		Client client = new Client("app", null, scopes);
		TokenRequest request = request().scopes(scopes).parameters(parameters).build();
		scopes.add("admin");
		parameters.put("y", "2");
		assertThat(request.scopes()).containsExactly("b", "a");
		assertThat(client.scopes()).containsExactly("b", "a");
		assertThat(request.parameters()).containsOnlyKeys("x");
		assertUnmodifiable(() -> request.scopes().add("admin"));
		assertUnmodifiable(() -> client.scopes().add("admin"));
		assertUnmodifiable(() -> request.parameters().put("y", "2"));
		assertUnmodifiable(() -> request.existingClaims().clear());
	}

	private static void assertUnmodifiable(Runnable change) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
	}

	@Test
	void audiencesWhenSetThenTheFirstIsTheAudience() {
		List<String> audiences = new ArrayList<>(List.of("b", "a", "b"));
		TokenRequest several = request().audience("c").audiences(audiences).build();
		audiences.clear();
		assertThat(several.audiences()).containsExactly("b", "a");
		assertThat(several.audience()).isEqualTo("b");
		assertUnmodifiable(() -> several.audiences().add("c"));
		assertThat(request().audience("a").build().audiences()).containsExactly("a");
		TokenRequest none = request().audiences(List.of("a")).audience(null).build();
		assertThat(none.audiences()).isEmpty();
		assertThat(request().audiences(List.of()).build().audience()).isNull();
	}

	@Test
	void attributeWhenPutThenFoundByItsType() {
		TokenRequest request = request().attribute(Integer.class, 5).attribute(Long.class, null).build();
		assertThat(request.attribute(Integer.class)).isEqualTo(5);
		assertThat(request.attribute(Long.class)).isNull();
	}

	@Test
	void toStringWhenDecisionThenOutcomesWithoutValues() {
		RuleOutcome applied = new RuleOutcome("p.a", "a",
				new Origin("p.claims.a", new Origin.Location("application.yml", 1, 2)), RuleOutcome.Status.APPLIED,
				null);
		RuleOutcome failed = new RuleOutcome("p.b", "b", Origin.of("p.claims.b"), RuleOutcome.Status.FAILED, "why");
		assertThat(new ClaimDecision(Map.of("a", "secret"), List.of(applied), null))
			.hasToString("issued\n  a: applied, rule p.a (p.claims.a [application.yml:1:2])");
		assertThat(new ClaimDecision(Map.of(), List.of(failed), new OAuthError("server_error", null)))
			.hasToString("refused: server_error\n  b: failed, rule p.b (p.claims.b): why");
	}

	@Test
	void decisionWhenReadThenUnmodifiable() {
		ClaimDecision decision = new ClaimDecision(new LinkedHashMap<>(), new ArrayList<>(), null);
		assertUnmodifiable(() -> decision.claims().put("a", 1));
		assertUnmodifiable(() -> decision.outcomes().clear());
	}

	@Test
	void ofWhenNameOfAnEnumThenFoundWithEitherHyphen() {
		assertThat(TokenType.of("access_token")).hasValue(TokenType.ACCESS_TOKEN);
		assertThat(TokenType.of("id-token")).hasValue(TokenType.ID_TOKEN);
		assertThat(TokenType.of("idtoken")).isEmpty();
		assertThat(Issuance.of("refresh")).hasValue(Issuance.REFRESH);
		assertThat(Issuance.of("")).isEmpty();
		assertThat(Subject.of("client")).hasValue(Subject.CLIENT);
		assertThat(Subject.of("machine")).isEmpty();
	}

	@Test
	void subjectWhenNotGivenThenTheGrantTypeTells() {
		assertThat(request().build().subject()).isEqualTo(Subject.USER);
		TokenRequest.Builder machine = TokenRequest.of(Client.of("app"), "client_credentials");
		assertThat(machine.build().subject()).isEqualTo(Subject.CLIENT);
		assertThat(machine.subject(Subject.USER).build().subject()).isEqualTo(Subject.USER);
	}

	@Test
	void toStringWhenIssueHasASnippetThenCaretIsUnderItsColumn() {
		Issue.Snippet snippet = Issue.Snippet.at("first\nsec\tond\nthird", 10);
		assertThat(snippet).isEqualTo(new Issue.Snippet("sec\tond", 2, 5));
		Issue issue = new Issue("code", new Origin("p", new Origin.Location("f", 1, 2)), "it is wrong", "Do this.",
				snippet);
		assertThat(issue).hasToString("p [f:1:2]: it is wrong. Do this. (code)\n  sec ond\n      ^");
		ClaimPolicyException exception = new ClaimPolicyException(
				List.of(issue, new Issue("code", Origin.of("q"), "so is this", null, null)));
		assertThat(exception).hasMessageEndingWith("^\n\nq: so is this. (code)\n\n" + exception.explanation());
		assertThat(Issue.Snippet.at("", 0)).isEqualTo(new Issue.Snippet("", 1, 1));
		assertThat(Issue.Snippet.at("a", 1)).isEqualTo(new Issue.Snippet("a", 1, 2));
	}

	@Test
	void explanationWhenTheProjectHasAHomeThenLinksEachCodeOnce() {
		List<Issue> issues = Stream.of("overlap", "claim-key", "overlap")
			.map((code) -> new Issue(code, Origin.of("p"), "it is wrong", null, null))
			.toList();
		assertThat(ErrorsPage.explains(issues, "https://home.invalid/x/blob/v1/docs/errors.md"))
			.isEqualTo("See https://home.invalid/x/blob/v1/docs/errors.md#overlap\n"
					+ "and https://home.invalid/x/blob/v1/docs/errors.md#claim-key");
		assertThat(Stream.of("", "${home.url}/docs/errors.md", "https://example.org/claims-dsl/blob/v1/docs/errors.md")
			.map((address) -> ErrorsPage.explains(issues, address)))
			.containsOnly("The page docs/errors.md of Claims DSL explains each code in parentheses.");
	}

	@Test
	void messageWhenDeniedThenTheCodeOnly() {
		ClaimDeniedException denial = new ClaimDeniedException("access_denied", "secret");
		assertThat(denial).hasMessage("access_denied");
		assertThat(denial.error()).isEqualTo(new OAuthError("access_denied", "secret"));
	}

	private static TokenRequest.Builder request() {
		return TokenRequest.of(Client.of("app"), "password");
	}

}
