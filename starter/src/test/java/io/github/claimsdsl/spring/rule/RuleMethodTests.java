package io.github.claimsdsl.spring.rule;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static io.github.claimsdsl.spring.rule.RuleContext.request;

/**
 * Which methods of {@code @ClaimRule} beans are rules, and what they state.
 */
class RuleMethodTests {

	private final RuleContext context = new RuleContext();

	@Test
	void methodWhenItNarrowsThenBothSelectorsMustMatch() {
		this.context.register(Narrowed.class);
		ClaimPolicySet policies = this.context.policies();
		assertThat(policies.evaluate(request().build()).claims()).containsOnlyKeys("every", "password-only");
		assertThat(policies.evaluate(request("authorization_code").build()).claims()).containsOnlyKeys("every");
		assertThat(policies.evaluate(request("client_credentials").build()).claims()).isEmpty();
	}

	@Test
	void methodWhenItNarrowsToNothingThenIssue() {
		this.context.register(NarrowedToNothing.class);
		assertThat(this.context.issues())
			.containsExactly("RuleMethodTests.NarrowedToNothing.x() @grantType: this grantType and the "
					+ "policy's have nothing in common, so the rule would never run. "
					+ "A rule's selectors narrow its policy's: name a value that both have.");
	}

	@Test
	void methodsWhenPackagePrivateStaticInheritedOverriddenOrDefaultThenCalledOnce() {
		this.context.register(Many.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("package-private", "1", "static", "2", "inherited", "3",
				"overridden", "4 of Many", "default", "5", "generic", "6"));
	}

	@Test
	void methodsWhenTheyCannotBeCalledThenEachIsAnIssue() {
		this.context.register(Broken.class);
		assertThat(this.context.issues()).containsExactlyInAnyOrder(
				"RuleMethodTests.Broken.nothing(): a @Claim method must return the claim's value. "
						+ "Return the value, or null to leave the claim out.",
				"RuleMethodTests.Broken.secret(String, String): the request parameter 'password' is a secret. "
						+ "Leave it out: no rule can read it.",
				"RuleMethodTests.Broken.secret(String, String): the request parameter 'Subject_Token' is a secret. "
						+ "Leave it out: no rule can read it.",
				"RuleMethodTests.Broken.unknown(Integer): parameter 'level' of type Integer cannot be resolved. "
						+ "Take TokenRequest, Client, Actor, Instant, Authentication, RegisteredClient, OAuth2Authorization, AppUser or a "
						+ "@TokenParameter String that is not a secret, or declare a ClaimArgumentResolver bean.",
				"RuleMethodTests.Broken.unseen(): a @Claim or @Deny method must not be private. "
						+ "Remove 'private': a proxy of the bean could not be called.");
	}

	@Test
	void methodWhenItOverridesAStricterOneThenTheStricterHolds() {
		this.context.register(Looser.class);
		ClaimPolicySet policies = this.context.policies();
		assertThat(policies.evaluate(of("third")).claims()).isEqualTo(Map.of("required", "1"));
		assertThat(policies.evaluate(of("guarded")).claims()).isEqualTo(Map.of("required", "1", "guarded", "2"));
		assertThat(policies.evaluate(of("null")).refusal()).isPresent();
		assertThat(policies.evaluate(of("denied")).refusal()).hasValue(new OAuthError("access_denied", "Denied"));
	}

	@Test
	void methodWhenItStatesConditionsInTwoPlacesThenAllMustHold() {
		this.context.register(Conditional.class);
		ClaimPolicySet policies = this.context.policies();
		assertThat(policies.evaluate(of("third")).claims()).containsOnlyKeys("x");
		assertThat(policies.evaluate(of("first")).claims()).isEmpty();
		assertThat(policies.evaluate(of("second")).claims()).isEmpty();
		assertThat(policies.evaluate(request("authorization_code").build()).claims()).isEmpty();
	}

	private static TokenRequest of(String client) {
		return TokenRequest.of(Client.of(client), "password").build();
	}

	@Test
	void methodWhenItReturnsVoidThenNoClaimButADenial() {
		this.context.register(VoidDenial.class);
		assertThat(this.context.policies().evaluate(request().build()).refusal()).isEmpty();
		this.context.getDefaultListableBeanFactory().registerSingleton("claim", new VoidClaim());
		assertThat(this.context.issues()).singleElement()
			.asString()
			.contains("VoidClaim.x(): a @Claim method must return the claim's value");
	}

	@Test
	void methodWhenItHasALowerOrderThenItIsFirst() {
		this.context.register(Ordered.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("x", "first"));
	}

	@Test
	void methodWhenInheritedAndItsClassFailsThenTheDetailNamesTheFirstFrameOfThatClass() {
		this.context.register(FailingBelow.class);
		assertThat(this.context.policies().evaluate(request().build()).outcomes()).singleElement()
			.satisfies((outcome) -> assertThat(outcome.detail()).contains("FailingBelow.value("));
	}

	@ClaimRule(audience = "any", grantType = { "password", "authorization_code" })
	static class Narrowed {

		@Claim("every")
		String every() {
			return "yes";
		}

		@Claim("password-only")
		@ClaimRule(grantType = "password", tokenType = TokenType.ACCESS_TOKEN)
		String passwordOnly() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = "password")
	static class NarrowedToNothing {

		@Claim("x")
		@ClaimRule(grantType = "authorization_code")
		String x() {
			return "yes";
		}

	}

	interface WithDefault<T> {

		@Claim("default")
		default String byDefault() {
			return "5";
		}

		@Claim("generic")
		T generic();

	}

	abstract static class Stricter {

		@Claim(value = "required", required = true)
		abstract @Nullable String required(TokenRequest request);

		@Claim(value = "guarded", when = "client.id == 'guarded'")
		abstract String guarded();

		@Deny(error = "access_denied", description = "Denied")
		abstract boolean denied(Client client);

	}

	@ClaimRule(audience = "any")
	static class Looser extends Stricter {

		@Override
		@Claim("required")
		@Nullable String required(TokenRequest request) {
			return request.client().id().equals("null") ? null : "1";
		}

		@Override
		@Claim("guarded")
		String guarded() {
			return "2";
		}

		@Override
		boolean denied(Client client) {
			return client.id().equals("denied");
		}

	}

	@ClaimRule(audience = "any", when = "request.grantType == 'password'")
	static class Conditional {

		@Claim(value = "x", when = "client.id != 'first'")
		@ClaimRule(when = "client.id != 'second'")
		String x() {
			return "1";
		}

	}

	@ClaimRule(audience = "any")
	static class VoidDenial {

		@Deny
		@Nullable Void deny() {
			return null;
		}

	}

	@ClaimRule(audience = "any")
	static class VoidClaim {

		@Claim("x")
		@Nullable Void x() {
			return null;
		}

	}

	@ClaimRule(audience = "any", order = 1)
	static class Ordered {

		@Claim("x")
		String second() {
			return "second";
		}

		@Claim(value = "x", order = -1)
		String first() {
			return "first";
		}

	}

	abstract static class FailingAbove {

		@Claim("x")
		String x() {
			return value();
		}

		abstract String value();

	}

	@ClaimRule(audience = "any")
	static class FailingBelow extends FailingAbove {

		@Override
		String value() {
			throw new IllegalStateException();
		}

	}

	static class Base {

		@Claim("inherited")
		String inherited() {
			return "3";
		}

		@Claim("overridden")
		String overridden() {
			return "4 of Base";
		}

	}

	@ClaimRule(audience = "any")
	static class Many extends Base implements WithDefault<String> {

		@Claim("package-private")
		String packagePrivate() {
			return "1";
		}

		@Claim("static")
		static String ofClass() {
			return "2";
		}

		@Override
		String overridden() {
			return "4 of Many";
		}

		@Override
		public String generic() {
			return "6";
		}

	}

	@ClaimRule(audience = "any")
	static class Broken {

		@Claim("a")
		void nothing() {
		}

		@Claim("b")
		@SuppressWarnings("unused")
		private String unseen() {
			return "";
		}

		@Claim("c")
		String unknown(Integer level) {
			return "";
		}

		@Claim("d")
		String secret(@TokenParameter("password") String password, @TokenParameter("Subject_Token") String token) {
			return "";
		}

	}

}
