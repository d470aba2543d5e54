package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.UserSource;

/**
 * Every extension on a bean that exists runs, or stops the start.
 */
class ExtensionBeanTests {

	private final WebApplicationContextRunner runner = TestServer.runner();

	/**
	 * The policies are compiled before the beans exist, as where the server is a filter.
	 */
	private final WebApplicationContextRunner early = this.runner.withUserConfiguration(WrongBeans.EarlyPolicies.class);

	@Test
	void enabledWhenYamlReadsItAsFalseThenStops() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(YamlFile.load("first", "claims-dsl.enabled: off")))
			.run((context) -> assertThat(Outcome.codes(context)).containsExactly("yaml-scalar"));
	}

	@Test
	void listenerWhenScopedOrADelegateThenIsNotCalledByItself() {
		this.runner.withUserConfiguration(Delegates.class).run((context) -> {
			Delegates.CALLS.set(0);
			Outcome.claims(context);
			assertThat(Delegates.CALLS).hasValue(1);
		});
	}

	@Test
	void sourceWhenNoDefaultCandidateThenItsPoliciesRun() {
		this.runner.withUserConfiguration(SourceOutsideInjection.class)
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("by-source", "yes"));
	}

	@Test
	void sourceWhenBesideAPolicySetThenStops() {
		this.runner.withUserConfiguration(SourceOutsideInjection.class, OwnPolicySet.class)
			.run((context) -> assertThat(Outcome.issues(context)).singleElement()
				.asString()
				.startsWith("bean 'source': your own ClaimPolicySet bean replaces this declaration."));
	}

	@ParameterizedTest
	@ValueSource(classes = { HiddenSource.class, HiddenListener.class, HiddenUsers.class, HiddenCustomizer.class,
			HiddenDirectory.class })
	void extensionWhenItsDeclaredTypeHidesItThenStops(Class<?> configuration) {
		this.early.withUserConfiguration(configuration)
			.run((context) -> assertThat(Outcome.codes(context)).containsExactly("hidden-extension"));
	}

	@Test
	void extensionWhenItsMethodReturnsNullThenThereIsNone() {
		this.runner.withUserConfiguration(NullSource.class, WrongBeans.Rules.class)
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleListenerWhenItThrowsThenOthersAreNotifiedAndTheTokenIsIssued() {
		TwoListeners.FIRST.set(0);
		TwoListeners.SECOND.set(0);
		this.runner.withUserConfiguration(FailingListener.class, TwoListeners.class, WrongBeans.Rules.class)
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
		assertThat(TwoListeners.FIRST).hasValue(1);
		assertThat(TwoListeners.SECOND).hasValue(1);
	}

	@Test
	void ruleListenersWhenTwoThenBothAreNotified() {
		TwoListeners.FIRST.set(0);
		TwoListeners.SECOND.set(0);
		this.runner.withUserConfiguration(TwoListeners.class, WrongBeans.Rules.class)
			.run((context) -> Outcome.claims(context));
		assertThat(TwoListeners.FIRST).hasValue(1);
		assertThat(TwoListeners.SECOND).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "on", "1", "true ", "" })
	void enabledWhenMisspelledThenStops(String value) {
		this.runner.withPropertyValues("claims-dsl.enabled=" + value)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("first", Map.of("claims-dsl.enabled", value))))
			.run((context) -> assertThat(Outcome.issues(context)).singleElement()
				.asString()
				.startsWith("claims-dsl.enabled ")
				.contains("the value cannot be read as true or false"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class Delegates {

		static final AtomicInteger CALLS = new AtomicInteger();

		@Bean(autowireCandidate = false)
		RuleListener delegate() {
			return (outcome, nanoseconds) -> CALLS.incrementAndGet();
		}

		@Bean
		RuleListener listener() {
			RuleListener delegate = delegate();
			return (outcome, nanoseconds) -> delegate.evaluated(outcome, nanoseconds);
		}

	}

	private static ClaimPolicySource source() {
		return () -> List.of(ClaimPolicy.named("source").audience("any").claim("by-source", "'yes'").build());
	}

	@Configuration(proxyBeanMethods = false)
	static class SourceOutsideInjection {

		@Bean(defaultCandidate = false)
		ClaimPolicySource source() {
			return ExtensionBeanTests.source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicySet {

		@Bean
		ClaimPolicySet policySet() {
			return ClaimPolicySet.of(List.of(), ExpressionLanguage.of(Schema.withoutUser()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenSource {

		@Bean
		Object source() {
			return ExtensionBeanTests.source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenDirectory {

		@Bean
		Object directory() {
			return new WrongExtensions.ExtensionsAsObjects().directory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenListener {

		@Bean
		Consumer<String> listener() {
			return new ListenerAndMore();
		}

	}

	static class ListenerAndMore implements Consumer<String>, RuleListener {

		@Override
		public void accept(String text) {
		}

		@Override
		public void evaluated(RuleOutcome outcome, long nanoseconds) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenUsers {

		@Bean
		Object users() {
			return (UserSource<String>) (name) -> name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenCustomizer {

		@Bean
		Object customizer() {
			return (OAuth2TokenCustomizer<JwtEncodingContext>) (context) -> context.getClaims().claim("x", "y");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NullSource {

		@Bean
		@Nullable ClaimPolicySource source() {
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingListener {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		RuleListener failing() {
			return (outcome, nanoseconds) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoListeners {

		static final AtomicInteger FIRST = new AtomicInteger();

		static final AtomicInteger SECOND = new AtomicInteger();

		@Bean
		RuleListener first() {
			return (outcome, nanoseconds) -> FIRST.incrementAndGet();
		}

		@Bean
		RuleListener second() {
			return (outcome, nanoseconds) -> SECOND.incrementAndGet();
		}

	}

}
