package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.github.claimsdsl.policy.Tokens.API;
import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.compiler;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.issues;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;

/**
 * Guards what a decision costs by counting, and that many policies stay cheap.
 */
@Timeout(60)
class ClaimPolicyScaleTests {

	private final AtomicInteger loads = new AtomicInteger();

	private final AtomicInteger calls = new AtomicInteger();

	private TokenRequest.Builder countingRequest() {
		return request().userSupplier(() -> {
			this.loads.incrementAndGet();
			return Tokens.User.ALICE;
		});
	}

	private Object count(TokenRequest request) {
		this.calls.incrementAndGet();
		return "value";
	}

	@Test
	void evaluateWhenNoSelectedRuleReadsUserThenNotLoaded() {
		ClaimPolicySet policies = compile(policy("a").claim("a", "client.id"),
				ClaimPolicy.named("b").audience("https://other").claim("b", "user.email").deny(deny("user.active")));
		policies.evaluate(countingRequest().build());
		assertThat(this.loads).hasValue(0);
	}

	@Test
	void evaluateWhenTheUserIsNotReachedThenNotLoaded() {
		ClaimPolicySet policies = compile(
				policy("a").when("client.id == 'other'").claim(rule("a", "user.email").required().build()),
				policy("b").claim(rule("b", "user.email").when("client.id == 'other'").build())
					.claim("c", "user.email"));
		policies.evaluate(countingRequest().existingClaims(Set.of("c")).build());
		assertThat(this.loads).hasValue(0);
	}

	@Test
	void evaluateWhenManyRulesReadUserThenLoadedOnce() {
		ClaimPolicySet policies = compile(policy("a").when("user.active")
			.claim("a", "user.email")
			.claim(rule("b", true, TokenRequest::user).omitOnError().build())
			.claim(rule("c", "user.tier").when("user.active").build())
			.deny(deny("user.email == 'x'")));
		policies.evaluate(countingRequest().build());
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void evaluateWhenUserSourceFailsThenAskedOnce() {
		ClaimPolicySet policies = compile(policy("a").claim(rule("a", "user.email").omitOnError().build())
			.claim(rule("b", "user.email").omitOnError().build()));
		TokenRequest request = request().userSupplier(() -> {
			this.loads.incrementAndGet();
			throw new IllegalStateException();
		}).build();
		for (int i = 0; i < 2; i++) {
			assertThatIllegalStateException().isThrownBy(() -> policies.evaluate(request));
		}
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void evaluateWhenSkippedOrRefusedThenFunctionsAreNotCalled() {
		ClaimPolicySet policies = compile(
				policy("a").claim(rule("a", false, this::count).when("client.id == 'other'").build())
					.claim(rule("b", true, this::count).build())
					.claim(rule("c", false, this::count).build()),
				policy("d").order(1).claim(rule("c", false, this::count).build()),
				policy("z").order(2).claim(rule("z", false, (request) -> null).required().build()),
				policy("zz").order(3).claim(rule("zz", false, this::count).build()));
		ClaimDecision decision = policies.evaluate(request().build());
		assertThat(decision.refusal()).map(OAuthError::code).hasValue("unauthorized_client");
		assertThat(this.calls).hasValue(1);
		assertThat(decision.outcomes()).hasSize(5);
	}

	@Test
	void compileWhenTenThousandPoliciesWriteOneClaimForDifferentAudiencesThenFast() {
		compileMany((i) -> ClaimPolicy.named("p" + i).audience("https://api" + i));
	}

	@Test
	void compileWhenTenThousandPoliciesWriteOneClaimForDifferentClientsThenFast() {
		compileMany((i) -> ClaimPolicy.named("p" + i).tokenType(TokenType.ID_TOKEN).client("client" + i));
	}

	private static void compileMany(IntFunction<ClaimPolicy.Builder> policy) {
		List<ClaimPolicy> policies = new ArrayList<>();
		IntStream.range(0, 10_000).forEach((i) -> policies.add(policy.apply(i).claim("x", "'1'").build()));
		assertThat(compiler().compile(policies).policies()).hasSize(10_000);
	}

	@Test
	void compileWhenThousandsOverlapThenEachIsReportedOnce() {
		ClaimPolicy.Builder[] policies = IntStream.range(0, 3_000)
			.mapToObj((i) -> policy("p" + i).claim("x", "'1'"))
			.toArray(ClaimPolicy.Builder[]::new);
		assertThat(issues(policies)).hasSize(2_999)
			.extracting(Issue::message)
			.allMatch((message) -> message.startsWith("rules 'p0.x' and "));
	}

	@Test
	void selectWhenARuleHasManyCombinationsThenStillFoundAndOnlyWhereItMatches() {
		String[] clients = names("client", 500);
		String[] audiences = names("https://api", 500);
		ClaimPolicySet policies = compile(ClaimPolicy.named("p").client(clients).audience(audiences).claim("x", "'1'"));
		assertThat(policies.evaluate(token("client499", "https://api499")).claims()).hasSize(1);
		assertThat(policies.evaluate(token("client500", "https://api499")).claims()).isEmpty();
		assertThat(policies.evaluate(token("client499", "https://api500")).claims()).isEmpty();
		assertThat(policies.evaluate(token("client499", API)).claims()).isEmpty();
	}

	private static TokenRequest token(String client, String audience) {
		return TokenRequest.of(Client.of(client), "password").audience(audience).build();
	}

	private static String[] names(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + i).toArray(String[]::new);
	}

}
