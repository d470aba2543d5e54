package io.github.claimsdsl.test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.test.scanned.PlanClaims;

/**
 * Tests for {@link ClaimPolicyTester}.
 */
class ClaimPolicyTesterTests {

	private static final String API = "https://api.example.com";

	private static final String AUDIENCES = "claims-dsl: { audiences: [ { id: '" + API
			+ "', clients: [app] }, { id: 'https://reports.example.com', clients: [app] } ] }";

	private static TokenRequest.Builder token() {
		return TokenRequest.of(Client.of("app"), "authorization_code");
	}

	private static ByteArrayResource yaml(String text) {
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void argumentResolversWhenAddedThenRulesTakeTheirArguments() {
		assertThatExceptionOfType(ClaimPolicyException.class)
			.isThrownBy(() -> ClaimPolicyTester.withoutUser().rules(new HostClaims()).build())
			.withMessageContaining("unresolvable-parameter");
		ClaimPolicyTester.withoutUser()
			.rules(new HostClaims())
			.argumentResolvers((parameter) -> Optional.empty(), ClaimPolicyTesterTests::host)
			.build()
			.assertThat(token().audience(API).build())
			.hasExactlyClaims(Map.of("host", "api.example.com"));
	}

	private static Optional<ClaimArgumentResolver.Argument> host(MethodParameter parameter) {
		return (parameter.getParameterType() == URI.class) ? Optional.of((request) -> URI.create(request.audience()))
				: Optional.empty();
	}

	@Test
	void requestWhenOfARegisteredClientThenRulesAndExpressionsReadIt() {
		RegisteredClient client = RegisteredClient.withId("1")
			.clientId("app")
			.clientName("The App")
			.clientSecret("secret")
			.scope("read")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
		ClaimPolicyTester.withoutUser()
			.rules(new ClientClaims())
			.policies(ClaimPolicy.named("p")
				.audience("any")
				.claim("name", "client.name")
				.claim("scopes", "client.scopes")
				.build())
			.build()
			.assertThat(ClaimPolicyTester.request(client, "client_credentials").build())
			.hasExactlyClaims(Map.of("internal-id", "1", "name", "The App", "scopes", List.of("read")));
	}

	@Test
	void requestWhenForAnAnswerThenRulesOfAnswersDecideAndNoneIsARefresh() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser()
			.policies(ClaimPolicy.named("p")
				.tokenType(TokenType.USERINFO)
				.claim("app", "client.id")
				.deny(DenialDefinition.of("deny[0]", "client.id == 'barred'", null))
				.build())
			.build();
		TokenRequest.Builder request = TokenRequest.of(Client.of("app"), "password").tokenType(TokenType.USERINFO);
		tester.assertThat(request.build()).hasExactlyClaims(Map.of("app", "app"));
		tester.assertThat(TokenRequest.of(Client.of("barred"), "password").tokenType(TokenType.USERINFO).build())
			.isRefusedWith("invalid_token");
		String message = "The request is for userinfo. Such a request cannot be a refresh or have parameters.";
		TokenRequest refresh = request.issuance(Issuance.REFRESH).build();
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(refresh)).withMessage(message);
		TokenRequest parameter = request.issuance(Issuance.INITIAL).parameters(Map.of("a", "b")).build();
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(parameter)).withMessage(message);
	}

	@Test
	void evaluateWhenARuleTakesARegisteredClientThatIsMissingThenRefused() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser().rules("clients", new ClientClaims()).build();
		String message = "Rule 'clients.id' takes a RegisteredClient, but the request has none. Start the request with "
				+ "ClaimPolicyTester.request(registeredClient, grantType).";
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(token().build())).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> tester.explain(token().build())).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> tester.assertThat(token().build())).withMessage(message);
	}

	@Test
	void evaluateWhenAReportedRuleLacksTheRegisteredClientThenRefused() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser().rules("reported", new ReportedClaims()).build();
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(token().build()))
			.withMessageStartingWith("Rule 'reported.id' takes a RegisteredClient");
	}

	@Test
	void argumentResolversWhenOneResolvesARegisteredClientThenItIsUsed() {
		RegisteredClient other = RegisteredClient.withId("2")
			.clientId("other")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
		ClaimPolicyTester.withoutUser()
			.rules(new ClientClaims())
			.argumentResolvers((parameter) -> Optional.of((request) -> other))
			.build()
			.assertThat(token().build())
			.hasExactlyClaims(Map.of("internal-id", "2"));
	}

	@Test
	void evaluateWhenAudienceIsNotDeclaredThenRefusedWithTheNearest() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser().yaml(yaml(AUDIENCES)).build();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tester.evaluate(token().audience("https://api.exmaple.com").build()))
			.withMessage("The request is for audience 'https://api.exmaple.com', which is not declared under "
					+ "claims-dsl.audiences. Did you mean 'https://api.example.com'?");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tester.explain(token().audiences(List.of(API, "urn:x")).build()))
			.withMessageEndingWith("Known: https://api.example.com, https://reports.example.com.");
		tester.assertThat(token().audience(API).build()).isIssued();
		tester.assertThat(token().build()).isIssued();
	}

	@Test
	void evaluateWhenNoAudienceIsDeclaredThenAny() {
		ClaimPolicyTester.withoutUser()
			.rules(new PlanClaims())
			.build()
			.assertThat(token().audience(API).build())
			.hasClaim("plan", "basic");
	}

	@Test
	void ofWhenAudiencesAreGivenThenTheyAreChecked() {
		ClaimPolicyTester declared = ClaimPolicyTester.withoutUser().yaml(yaml(AUDIENCES)).build();
		ClaimPolicyTester tester = ClaimPolicyTester.of(declared.policies(), declared.audiences());
		assertThat(tester.audiences()).isSameAs(declared.audiences());
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(token().audience("urn:x").build()));
		ClaimPolicyTester any = ClaimPolicyTester.of(declared.policies());
		assertThat(any.audiences().all()).isEmpty();
		any.assertThat(token().audience("urn:x").user("a user of an unknown type").build()).isIssued();
	}

	@Test
	void evaluateWhenUserIsOfAnotherTypeThenRefused() {
		ClaimPolicyTester tester = ClaimPolicyTester.forUser(User.class).rules(new UserClaims()).build();
		tester.assertThat(token().user(new User("alice")).build()).hasExactlyClaims(Map.of("name", "alice"));
		tester.assertThat(token().user(new Admin("bob")).build()).hasExactlyClaims(Map.of("name", "bob"));
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(token().user("alice").build()))
			.withMessage("The user of the request is of class java.lang.String, but the tester expects "
					+ User.class.getName() + ".");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tester.evaluate(token().user(UserAttributes.of(Map.of())).build()));
	}

	@Test
	void evaluateWhenAttributesAreDeclaredThenTheyAreUsersToo() {
		ClaimPolicyTester tester = ClaimPolicyTester.forUser(User.class)
			.property("claims-dsl.user.attributes.hd", "text")
			.build();
		tester.assertThat(token().user(UserAttributes.of(Map.of("hd", "b.example"))).build()).isIssued();
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(token().user("alice").build()))
			.withMessageEndingWith(
					"expects " + User.class.getName() + " or io.github.claimsdsl.expression.UserAttributes.");
	}

	@Test
	void evaluateWhenTesterIsWithoutUserAndRequestHasOneThenRefused() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser().rules(new PlanClaims()).build();
		assertThatIllegalArgumentException().isThrownBy(() -> tester.evaluate(token().user("alice").build()))
			.withMessage("The user of the request is of class java.lang.String, but the tester was made for policies "
					+ "that read no user. Make it with ClaimPolicyTester.forUser(...).");
	}

	@Test
	void evaluateWhenUserFailsToLoadThenAsInAServer() {
		AtomicInteger loaded = new AtomicInteger();
		TokenRequest.Builder request = token().userSupplier(() -> {
			loaded.incrementAndGet();
			throw new IllegalStateException("locked");
		});
		ClaimPolicyTester.forUser(User.class).rules(new PlanClaims()).build().assertThat(request.build()).isIssued();
		assertThat(loaded).hasValue(1);
		ClaimPolicyTester reading = ClaimPolicyTester.forUser(User.class).rules(new UserClaims()).build();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> reading.evaluate(request.build()))
			.withMessage("locked");
	}

	@Test
	void assertThatWhenItFailsThenSaysWhyEachRuleWasNotSelected() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser()
			.policies(ClaimPolicy.named("plans").audience(API).claim("plan", "'gold'").build())
			.build();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> tester.assertThat(token().build()).hasClaim("plan", "gold"))
			.withMessageContaining("plan: not selected: audience, rule plans.plan");
		tester.assertThat(token().audience(API).build()).hasClaim("plan", "gold");
	}

	@ClaimRule(audience = "any")
	static class HostClaims {

		@Claim("host")
		String host(URI audience) {
			return audience.getHost();
		}

	}

	@ClaimRule(audience = "any")
	static class ClientClaims {

		@Claim(value = "internal-id", onError = OnError.OMIT_CLAIM)
		String id(RegisteredClient client) {
			return client.getId();
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT)
	static class ReportedClaims {

		@Claim("internal-id")
		String id(RegisteredClient client) {
			return client.getId();
		}

	}

	@ClaimRule(audience = "any")
	static class UserClaims {

		@Claim("name")
		String name(User user) {
			return user.name();
		}

	}

	/**
	 * The user of the tests.
	 */
	static class User {

		private final String name;

		User(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	/**
	 * A user of a subclass.
	 */
	static final class Admin extends User {

		Admin(String name) {
			super(name);
		}

	}

}
