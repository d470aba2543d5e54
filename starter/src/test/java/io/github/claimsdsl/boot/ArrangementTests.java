package io.github.claimsdsl.boot;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Each arrangement of beans either works or stops the start with a message whose action
 * works.
 */
class ArrangementTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.by-policy='yes'");

	@Test
	void startWhenNoOtherBeansThenPoliciesRunForBothFormats() {
		this.runner.run((context) -> {
			TestServer server = TestServer.of(context);
			assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("by-policy", "yes"));
			Answer opaque = server.clientCredentials(TestServer.OPAQUE_CLIENT);
			assertThat(opaque.text("access_token")).doesNotContain(".");
			assertThat(server.introspect(opaque)).contains(entry("by-policy", "yes"), entry("active", true));
		});
	}

	@Test
	void startWhenTwoAuthorizationServicesThenStops() {
		this.runner.withUserConfiguration(TwoServices.class)
			.run((context) -> assertThat(Arrangements.issues(context))
				.containsExactly("beans 'one', 'two': there are several "
						+ "OAuth2AuthorizationService beans, so Spring Authorization Server silently ignores all of them "
						+ "and keeps authorizations in memory. Keep one, or mark one as @Primary."));
	}

	@Test
	void startWhenOneOfTwoAuthorizationServicesIsPrimaryThenItIsUsed() {
		this.runner.withUserConfiguration(OneServicePrimary.class).run((context) -> {
			Answer answer = TestServer.of(context).clientCredentials(TestServer.CLIENT);
			assertThat(context.getBean("two", OAuth2AuthorizationService.class)
				.findByToken(answer.text("access_token"), null)).isNotNull();
		});
	}

	@Test
	void startWhenBeansAndPropertiesAreWrongThenOneMessageHoldsAll() {
		this.runner
			.withUserConfiguration(Arrangements.PrimaryCustomizer.class, TwoServices.class,
					Arrangements.UnwiredGenerator.class)
			.withPropertyValues("claims-dsl.mod=report", "claims-dsl.policies.p.claims.email=usr.email")
			.run((context) -> assertThat(Arrangements.issues(context)).hasSize(5)
				.anyMatch((issue) -> issue.startsWith("bean 'mine'"))
				.anyMatch((issue) -> issue.startsWith("beans 'one', 'two'"))
				.anyMatch((issue) -> issue.startsWith("bean 'tokenGenerator'"))
				.anyMatch((issue) -> issue.startsWith("claims-dsl.mod"))
				.anyMatch((issue) -> issue.contains("unknown name 'usr'")));
	}

	@Test
	void startWhenErrorIsEmptyThenStops() {
		this.runner
			.withPropertyValues("claims-dsl.policies.p.deny[0].when=client.id == 'x'",
					"claims-dsl.policies.p.deny[0].error=", "claims-dsl.policies.p.deny[0].description=Not today")
			.run((context) -> assertThat(Arrangements.issues(context)).singleElement(InstanceOfAssertFactories.STRING)
				.contains("claims-dsl.policies.p.deny[0]", "the error is empty"));
	}

	@Test
	void startWhenTeamHasItsOwnPolicySetThenItIsUsed() {
		TestServer.runner()
			.withUserConfiguration(OwnPolicySet.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-team", "yes")));
	}

	@Test
	void startWhenOwnPolicySetWouldHideOthersThenStops() {
		this.runner.withUserConfiguration(OwnPolicySet.class, Rules.class)
			.withPropertyValues("claims-dsl.audience-requird=true")
			.run((context) -> assertThat(Arrangements.issues(context)).hasSize(3)
				.anyMatch((issue) -> issue.startsWith("claims-dsl.audience-requird"))
				.anyMatch((issue) -> issue.startsWith("claims-dsl.policies.p")
						&& issue.contains("your own ClaimPolicySet bean replaces this"))
				.anyMatch((issue) -> issue.startsWith("bean 'arrangementTests.Rules'")));
	}

	@Test
	void startWhenTeamHasAPolicySourceThenItsPoliciesRunToo() {
		this.runner.withUserConfiguration(Source.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-policy", "yes"), entry("by-source", "yes")));
	}

	@Test
	void startWhenNoServletApplicationThenBacksOff() {
		Consumer<ApplicationContext> none = (context) -> assertThat(context.getBeanNamesForType(ClaimPolicySet.class))
			.isEmpty();
		AutoConfigurations own = AutoConfigurations.of(ClaimsDslAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(own).run(none::accept);
		new ReactiveWebApplicationContextRunner().withConfiguration(own).run(none::accept);
	}

	@Test
	void startWhenNoAuthorizationServerThenBacksOff() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2.server"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ClaimPolicySet.class));
	}

	@Test
	void startWhenDisabledThenNothingIsAddedAndTheReportSaysWhy() {
		this.runner.withUserConfiguration(Arrangements.PrimaryCustomizer.class)
			.withPropertyValues("claims-dsl.enabled=false", "claims-dsl.nonsense=x")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(ClaimPolicySet.class);
				assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
					.contains(entry("trace", "mine"))
					.doesNotContainKey("by-policy");
				assertThat(ConditionEvaluationReport.get(context.getBeanFactory())
					.getConditionAndOutcomesBySource()
					.get(ClaimsDslAutoConfiguration.class.getName())).isNotNull()
					.anyMatch((outcome) -> outcome.getOutcome().getMessage().contains("claims-dsl.enabled is false"));
			});
	}

	@Test
	void checkWhenItRunsThenNoBeanIsCreatedEarly() {
		Counting.CREATED.set(0);
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class))
			.withUserConfiguration(Counting.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Counting.CREATED).hasValue(0);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoServices {

		@Bean
		OAuth2AuthorizationService one() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		OAuth2AuthorizationService two() {
			return new InMemoryOAuth2AuthorizationService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneServicePrimary {

		@Bean
		OAuth2AuthorizationService one() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		@Primary
		OAuth2AuthorizationService two() {
			return new InMemoryOAuth2AuthorizationService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicySet {

		@Bean
		ClaimPolicySet policies() {
			return ClaimPolicySet.of(
					List.of(ClaimPolicy.named("team").audience("any").claim("by-team", "'yes'").build()),
					ExpressionLanguage.of(Schema.withoutUser(), Limits.DEFAULT, List.of()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Source {

		@Bean
		ClaimPolicySource source() {
			return () -> List.of(ClaimPolicy.named("source").audience("any").claim("by-source", "'yes'").build());
		}

	}

	@ClaimRule(audience = "any")
	static class Rules {

		@Claim("x")
		String x() {
			return "x";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Counting {

		static final AtomicInteger CREATED = new AtomicInteger();

		@Bean
		@Lazy
		OAuth2AuthorizationService service() {
			CREATED.incrementAndGet();
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		@Lazy
		LazyRules lazyRules() {
			CREATED.incrementAndGet();
			return new LazyRules();
		}

	}

	@ClaimRule(audience = "any")
	static class LazyRules {

		@Claim("x")
		String x() {
			return "x";
		}

	}

}
