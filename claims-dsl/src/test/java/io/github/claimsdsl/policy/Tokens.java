package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Policies and requests the tests share.
 */
final class Tokens {

	static final String API = "https://api.example.com";

	static final ExpressionLanguage LANGUAGE = ExpressionLanguage.of(Schema.forUser(User.class));

	private Tokens() {
	}

	/** A user of the application. */
	@NullMarked
	record User(String email, boolean active, @Nullable String tier, List<String> roles) {

		static final User ALICE = new User("alice@example.com", true, null, List.of("admin"));

	}

	static TokenRequest.Builder request() {
		return TokenRequest.of(Client.of("app"), "authorization_code").audience(API).scopes(Set.of("read"));
	}

	static TokenRequest.Builder aliceRequest() {
		return request().principalName("alice").user(User.ALICE);
	}

	static ClaimPolicy.Builder policy(String name) {
		return ClaimPolicy.named(name).audience(API);
	}

	static ClaimPolicySet compile(ClaimPolicy.Builder... policies) {
		return compiler().compile(build(policies));
	}

	static List<Issue> issues(ClaimPolicy.Builder... policies) {
		return issues(compiler(), policies);
	}

	static List<Issue> issues(ClaimPolicyCompiler compiler, ClaimPolicy.Builder... policies) {
		ClaimPolicyException ex = catchThrowableOfType(ClaimPolicyException.class,
				() -> compiler.compile(build(policies)));
		return (ex != null) ? ex.issues() : List.of();
	}

	static List<DeclaredAudience> audiences(String... ids) {
		return Stream.of(ids).map(DeclaredAudience::of).toList();
	}

	static ClaimPolicyCompiler compiler() {
		return new ClaimPolicyCompiler(LANGUAGE);
	}

	private static List<ClaimPolicy> build(ClaimPolicy.Builder... policies) {
		return Arrays.stream(policies).map(ClaimPolicy.Builder::build).toList();
	}

	static Rule rule(String claim, String expression) {
		return new Rule(claim, new RuleValue.Expression(expression));
	}

	static Rule rule(String claim, boolean needsUser, RuleFunction function) {
		return new Rule(claim, new RuleValue.Function(function, needsUser));
	}

	static DenialDefinition deny(String when) {
		return DenialDefinition.of("deny[0]", when, null);
	}

	static List<RuleOutcome.Status> statuses(ClaimDecision decision) {
		return decision.outcomes().stream().map(RuleOutcome::status).toList();
	}

	/** Collects the parts of a rule. */
	static final class Rule {

		private final String claim;

		private final RuleValue value;

		private String name;

		private String when;

		private boolean required;

		private OAuthError error;

		private OnError onError = OnError.REFUSE;

		private Integer order;

		private Selector selector = Selector.NONE;

		Rule(String claim, RuleValue value) {
			this.claim = claim;
			this.value = value;
			this.name = claim;
		}

		Rule name(String name) {
			this.name = name;
			return this;
		}

		Rule when(String when) {
			this.when = when;
			return this;
		}

		Rule required() {
			this.required = true;
			return this;
		}

		Rule error(String code, String description) {
			this.error = new OAuthError(code, description);
			return this;
		}

		Rule omitOnError() {
			this.onError = OnError.OMIT_CLAIM;
			return this;
		}

		Rule order(int order) {
			this.order = order;
			return this;
		}

		Rule select(Dimension dimension, String... values) {
			this.selector = this.selector.with(dimension, List.of(values));
			return this;
		}

		RuleDefinition build() {
			return RuleDefinition.builder(this.claim, this.value)
				.name(this.name)
				.when(this.when)
				.required(this.required)
				.error(this.error)
				.onError(this.onError)
				.order(this.order)
				.selector(this.selector)
				.build();
		}

	}

}
