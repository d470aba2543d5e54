package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.docs.extension.Extensions;
import io.github.claimsdsl.docs.extension.SlowestRules;
import io.github.claimsdsl.docs.extension.SupportDesk;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The examples of docs/extension-points.md, in a server: each has its effect, and without
 * it there is none.
 */
class ExtensionPageTests {

	private static final Pattern SNIPPET = Pattern.compile("<!-- file: (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

	private static final Map<String, Consumer<AssertableWebApplicationContext>> EFFECTS = Map.of("MemberSource",
			(context) -> assertThat(token(context).accessToken()).containsEntry("tier", "gold"), "SubscriptionResolver",
			(context) -> assertThat(token(context).accessToken()).containsEntry("plan", "team"), "ShopFunctions",
			(context) -> assertThat(token(context).accessToken()).containsEntry("email", "a***@example.com"),
			"PartnerPolicies",
			(context) -> assertThat(token(context).accessToken()).containsEntry("partner", "Bookshop"),
			"RefusalCounter", ExtensionPageTests::refusalsAreCounted, "SlowestRules", (context) -> {
				token(context);
				assertThat(context.getBean(SlowestRules.class).longest()).containsKeys("member.tier",
						"subscriptionClaims.plan", "partner-app.partner");
			}, "SupportDesk",
			(context) -> assertThat(context.getBean(SupportDesk.class).explain(TestServer.CLIENT, "alice"))
				.anyMatch((line) -> line.startsWith("tier: applied, rule member.tier (")));

	@Test
	void pageShowsTheFiles() throws IOException {
		String page = Files.readString(Path.of("../docs/extension-points.md"));
		List<MatchResult> snippets = SNIPPET.matcher(page).results().toList();
		assertThat(snippets).hasSizeGreaterThan(9).hasSize(page.split("```(java|yaml)\n", -1).length - 1);
		snippets
			.forEach((snippet) -> assertThat(Path.of("..", snippet.group(1))).content().isEqualTo(snippet.group(2)));
		assertThat(page).contains(EFFECTS.keySet());
	}

	@Test
	void extensionsWhenThereThenEachHasItsEffect() {
		runner().withUserConfiguration(Extensions.all()).run((context) -> {
			assertThat(context).hasNotFailed();
			EFFECTS.values().forEach((effect) -> effect.accept(context));
		});
	}

	@ParameterizedTest
	@MethodSource("extensions")
	void extensionWhenMissingThenHasNoEffect(String name) {
		runner().withUserConfiguration(Extensions.without(name)).run((context) -> {
			Throwable missing = (context.getStartupFailure() != null) ? context.getStartupFailure()
					: catchThrowable(() -> EFFECTS.get(name).accept(context));
			assertThat(missing).isNotNull();
		});
	}

	static List<String> extensions() {
		return EFFECTS.keySet().stream().sorted().toList();
	}

	@Test
	void functionWhenAnArgumentIsNullThenNotCalled() {
		runner().withUserConfiguration(Extensions.all()).run((context) -> {
			context.getBean(JdbcClient.class).sql("update member set email = null").update();
			assertThat(token(context).accessToken()).containsEntry("tier", "gold").doesNotContainKey("email");
		});
	}

	@Test
	void memberWhenLockedThenRefused() {
		runner().withUserConfiguration(Extensions.all()).run((context) -> {
			context.getBean(JdbcClient.class).sql("update member set locked = true").update();
			assertThat(token(context).error()).isEqualTo("400 invalid_grant");
			assertThat(context.getBean(MeterRegistry.class).get("shop.refused").tags("by", "other").counter().count())
				.isEqualTo(1);
		});
	}

	@Test
	void argumentWhenThereIsNoUserThenTheRuleIsSkipped() {
		runner().withUserConfiguration(Extensions.all())
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("partner", "Bookshop")
				.doesNotContainKeys("plan", "tier"));
	}

	@Test
	void listenersWhenSeveralThenInOrder() {
		List<String> called = new ArrayList<>();
		TestServer.runner()
			.withBean("a", ClaimDecisionListener.class, () -> new Second(called))
			.withBean("b", ClaimDecisionListener.class, () -> new First(called))
			.run(Outcome::claims);
		assertThat(called).containsExactly("First", "Second");
	}

	private static class Named implements ClaimDecisionListener {

		private final List<String> called;

		Named(List<String> called) {
			this.called = called;
		}

		@Override
		public void decided(TokenRequest request, ClaimDecision decision) {
			this.called.add(getClass().getSimpleName());
		}

	}

	@Order(1)
	private static final class First extends Named {

		First(List<String> called) {
			super(called);
		}

	}

	@Order(2)
	private static final class Second extends Named {

		Second(List<String> called) {
			super(called);
		}

	}

	@Test
	void argumentWhenItThrowsThenAsIfTheRuleHad() {
		ClaimPolicyTester policies = ClaimPolicyTester.withoutUser()
			.rules(new Rules())
			.argumentResolvers((parameter) -> Optional.of((request) -> {
				throw new IllegalStateException("on purpose");
			}))
			.build();
		TokenRequest request = TokenRequest.of(Client.of("app"), "client_credentials").build();
		policies.assertThat(request)
			.isRefusedWith("server_error")
			.hasOutcome("extensionPageTests.Rules.a", Status.FAILED);
	}

	@ClaimRule(audience = "any")
	static class Rules {

		@Claim("a")
		String a(Duration duration) {
			return duration.toString();
		}

	}

	private static void refusalsAreCounted(AssertableWebApplicationContext context) {
		context.getBean(JdbcClient.class).sql("update member set tier = 'closed'").update();
		assertThat(token(context).error()).isEqualTo("400 access_denied");
		assertThat(context.getBean(MeterRegistry.class)
			.get("shop.refused")
			.tags("by", "rule", "error", "access_denied")
			.counter()
			.count()).isEqualTo(1);
		context.getBean(JdbcClient.class).sql("update member set tier = 'gold'").update();
	}

	private static Answer token(AssertableWebApplicationContext context) {
		return TestServer.of(context).authorizationCode(TestServer.CLIENT, "read");
	}

	private static WebApplicationContextRunner runner() {
		return TestServer.runner()
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("spring.security.oauth2.authorizationserver.issuer=https://issuer.example.com")
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(policies()));
	}

	private static PropertySource<?> policies() {
		try {
			return YamlFile.load("application.yml",
					Files.readString(Path.of("src/test/resources/extension/application.yml")));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
