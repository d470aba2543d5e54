package io.github.claimsdsl.boot;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.spring.SpringUser;

import static io.github.claimsdsl.boot.DenyingBeans.assertRefused;
import static io.github.claimsdsl.boot.DenyingBeans.client;
import static io.github.claimsdsl.boot.DenyingBeans.with;

/**
 * Denials of beans, at a real token endpoint.
 */
@ExtendWith(OutputCaptureExtension.class)
class DenyTests {

	private static final String DEFAULT = "The token is refused by policy";

	private static Answer code(WebApplicationContextRunner runner) {
		Answer[] answer = new Answer[1];
		runner.run((context) -> answer[0] = TestServer.of(context).authorizationCode(TestServer.CLIENT, "read"));
		return answer[0];
	}

	@ParameterizedTest
	@ValueSource(classes = { DenyingBeans.ByBoolean.class, DenyingBeans.ByException.class, DenyingBeans.ByNull.class,
			DenyingBeans.ByInheritance.class })
	void denialWhenItHoldsThenRefusedForJwtsAndOpaqueTokensInOneLogLine(Class<?> rules, CapturedOutput output) {
		for (String client : List.of(TestServer.CLIENT, TestServer.OPAQUE_CLIENT)) {
			assertRefused(client(with(rules), client), "access_denied", "Not this client");
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("Refused "))).hasSize(2)
			.allSatisfy(
					(line) -> assertThat(line).contains("access_denied: deny: denied, rule denyingBeans.", ".deny("));
	}

	@Test
	void denialWhenItDoesNotHoldThenIssued() {
		assertThat(client(with(DenyingBeans.OtherClient.class), TestServer.CLIENT).accessToken()).containsEntry("x",
				"1");
	}

	@Test
	void denialWhenItTakesAUserAndThereIsNoneThenRefusedWithTheDefaultErrorUnlessItIsForUsers(CapturedOutput output) {
		assertRefused(client(with(OfUsers.class), TestServer.CLIENT), "unauthorized_client", DEFAULT);
		assertThat(output).containsPattern("Refused the access_token of client 'app', grant type 'client_credentials' "
				+ "with unauthorized_client: rule denyTests\\.OfUsers\\.\\w+ \\([^\n]+\\) needs a user, and there is none");
		assertThat(client(with(OfUsersOnly.class), TestServer.CLIENT).accessToken()).containsEntry("x", "1");
		assertRefused(code(with(OfUsersOnly.class)), "invalid_grant", "No admins");
	}

	@Test
	void denialWhenItFailsThenRefusedAndTheLogNamesTheRulesOwnFrame(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("io.github.claimsdsl.spring.token.DecisionLog", LogLevel.DEBUG);
		try {
			assertThat(client(with(Failing.class), TestServer.CLIENT).error()).isEqualTo("400 server_error");
		}
		finally {
			logging.setLogLevel("io.github.claimsdsl.spring.token.DecisionLog", null);
		}
		assertThat(output.getAll())
			.contains("Refused the access_token of client 'app', grant type "
					+ "'client_credentials' with server_error: deny: failed, rule denyTests.Failing.deny")
			.containsPattern("threw java.lang.NumberFormatException at "
					+ "io.github.claimsdsl.boot.DenyTests\\$Failing.deny\\(DenyTests.java:[0-9]+\\)")
			.contains("io.github.claimsdsl.RuleFailure: java.lang.NumberFormatException", "\tat java.base/")
			.doesNotContain("hunter2");
	}

	@Test
	void exceptionWhenAClaimMethodThrowsTheDenialInsideAnotherThenRefusedWhateverOnErrorSays() {
		assertRefused(client(with(Wrapping.class), TestServer.CLIENT), "access_denied", "Wrapped");
	}

	@Test
	void guardWhenItIsFalseThenThePolicysDenialsRefuseNothing() {
		assertThat(client(with(Guarded.class), TestServer.OPAQUE_CLIENT).status()).isEqualTo(200);
		assertRefused(client(with(Guarded.class), TestServer.CLIENT), "access_denied", "Not this client");
	}

	@Test
	void yamlWhenItSaysTheSameThenTheSameHappens() {
		WebApplicationContextRunner yaml = TestServer.runner()
			.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.when=client.id == 'app'",
					"claims-dsl.policies.p.deny.x.when=client.name != 'x'",
					"claims-dsl.policies.p.deny.x.error=access_denied",
					"claims-dsl.policies.p.deny.x.description=Not this client");
		assertThat(client(yaml, TestServer.OPAQUE_CLIENT).status()).isEqualTo(200);
		assertRefused(client(yaml, TestServer.CLIENT), "access_denied", "Not this client");
	}

	@Test
	void yamlWhenADenialReadsTheUserAndThereIsNoneThenRefusedWithTheDefaultErrorUnlessItIsForUsers() {
		WebApplicationContextRunner yaml = TestServer.runner()
			.withPropertyValues("claims-dsl.policies.p.audience=any",
					"claims-dsl.policies.p.deny.x.when=user.name == 'alice'",
					"claims-dsl.policies.p.deny.x.error=access_denied",
					"claims-dsl.policies.p.deny.x.description=No alice");
		assertRefused(client(yaml, TestServer.CLIENT), "unauthorized_client", DEFAULT);
		WebApplicationContextRunner ofUsers = yaml.withPropertyValues("claims-dsl.policies.p.subject=user");
		assertThat(client(ofUsers, TestServer.CLIENT).status()).isEqualTo(200);
		assertRefused(code(ofUsers), "access_denied", "No alice");
	}

	@Test
	void methodsWhenTheyCannotBeDenialsThenEachIsAnIssue() {
		with(Broken.class).run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOfSatisfying(ClaimPolicyException.class, (failure) -> assertThat(failure.issues())
				.extracting(Issue::toString)
				.containsExactly(
						"DenyTests.Broken.both(): the method has both @Claim and @Deny. Keep one. The method "
								+ "of a claim returns its value; the method of a denial returns whether to refuse. "
								+ "(claim-and-deny)",
						"DenyTests.Broken.text(): a @Deny method returns String. Return a boolean: whether to "
								+ "refuse the token. A method that only throws returns nothing. (deny-result)",
						"DenyTests.Broken.wrong(): 'nope' is not a registered OAuth error. Known: "
								+ known(failure.issues().get(2)))));
	}

	@Test
	void beanWhenItsDeclaredTypeHidesTheDenialThenRefusedOrStopsTheStart() {
		with(DeclaredAsObject.class).run((context) -> {
			if (context.getStartupFailure() == null) {
				assertRefused(TestServer.of(context).clientCredentials(TestServer.CLIENT), "access_denied",
						"Not this client");
			}
			else {
				assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("(hidden-rules)");
			}
		});
	}

	@Test
	void beanWhenADenialHasNoPolicyThenStopsTheStart() {
		with(WithoutPolicy.class).run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.hasMessageContaining("(claim-without-policy)"));
	}

	private static String known(Issue issue) {
		return issue.toString().substring(issue.toString().indexOf("Known: ") + "Known: ".length());
	}

	@Test
	void exceptionWhenItHasNoErrorOfItsOwnThenTheStatedOneIsUsed() {
		ClaimDeniedException thrown = catchThrowableOfType(ClaimDeniedException.class,
				DenyingBeans.ByException::refuse);
		assertThat(thrown.error().code()).isEmpty();
	}

	@ClaimRule(audience = "any")
	static class OfUsers {

		@Deny(error = "access_denied", description = "No admins")
		boolean deny(SpringUser user) {
			return false;
		}

	}

	@ClaimRule(audience = "any")
	static class OfUsersOnly {

		@Claim("x")
		String x() {
			return "1";
		}

		@Deny(description = "No admins")
		@ClaimRule(subject = Subject.USER)
		boolean deny(SpringUser user) {
			return user.roles().contains("ADMIN");
		}

	}

	@ClaimRule(audience = "any")
	static class Failing {

		@Deny
		boolean deny() {
			return Integer.parseInt("hunter2") > 0;
		}

	}

	@ClaimRule(audience = "any")
	static class Wrapping {

		@Claim(value = "x", onError = OnError.OMIT_CLAIM)
		String x() {
			throw new IllegalStateException(new RuntimeException(new ClaimDeniedException("access_denied", "Wrapped")));
		}

	}

	@ClaimRule(audience = "any", when = "client.id == 'app'")
	static class Guarded extends DenyingBeans.ByBoolean {

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsObject {

		@Bean
		Object rules() {
			return new DenyingBeans.ByBoolean();
		}

	}

	static class WithoutPolicy {

		@Deny
		boolean deny() {
			return true;
		}

	}

	@ClaimRule(audience = "any")
	static class Broken {

		@Deny
		String text() {
			return "";
		}

		@Claim("x")
		@Deny
		boolean both() {
			return true;
		}

		@Deny(error = "nope")
		boolean wrong() {
			return true;
		}

	}

}
