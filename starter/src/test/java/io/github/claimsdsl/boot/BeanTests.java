package io.github.claimsdsl.boot;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Every bean with rules runs, or stops the start, whatever its declared type and wherever
 * it is.
 */
class BeanTests {

	private final WebApplicationContextRunner runner = TestServer.runner();

	/**
	 * The policies are compiled before the beans exist, as where the server is a filter.
	 */
	private final WebApplicationContextRunner early = this.runner.withUserConfiguration(WrongBeans.EarlyPolicies.class);

	@ParameterizedTest
	@ValueSource(classes = { AsInterface.class, AsObject.class, AsSuperclass.class, AsFactoryBean.class,
			AsFactoryBeanOfInterface.class })
	void ruleBeanWhenItsDeclaredTypeHidesItThenStops(Class<?> configuration) {
		this.early.withUserConfiguration(configuration)
			.run((context) -> assertThat(Outcome.codes(context)).containsExactly("hidden-rules"));
	}

	@Test
	void ruleBeanWhenItsDeclaredTypeHidesItThenMessageSaysWhatToReturn() {
		this.early.withUserConfiguration(AsInterface.class)
			.run((context) -> assertThat(Outcome.issues(context)).singleElement()
				.hasToString("BeanTests.Rules: bean 'rules' declares rules that its declared type does not show, "
						+ "so they would not run as written. Let its @Bean method return BeanTests.Rules, or declare the "
						+ "rules on the type that it returns. " + "(hidden-rules)"));
	}

	@ParameterizedTest
	@ValueSource(classes = { AsInterface.class, AsObject.class, AsSuperclass.class })
	void ruleBeanWhenItExistsBeforeThePoliciesThenItsRulesRun(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleBeanWhenItsClassIsReturnedAsAdvisedThenItsRulesRun() {
		this.runner.withUserConfiguration(AsItself.class)
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleBeanWhenInAParentContextThenItsRulesRun() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Rules.class)) {
			this.runner.withParent(parent)
				.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
		}
	}

	@Test
	void ruleBeanWhenHiddenInAParentContextThenItsRulesRun() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(AsObject.class)) {
			this.runner.withParent(parent)
				.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
		}
	}

	@Test
	void ruleBeanWhenHiddenAndLazyInAParentContextThenItCannotBeCreated() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(LazyAsObject.class)) {
			this.runner.withParent(parent).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> context.getBean("rules"))
					.havingRootCause()
					.isInstanceOf(ClaimPolicyException.class)
					.withMessageContaining("bean 'rules' declares rules");
			});
		}
	}

	@Test
	void ruleBeanWhenRegisteredAsAnObjectThenItsRulesRun() {
		this.runner.withInitializer((context) -> context.getBeanFactory().registerSingleton("rules", new Rules()))
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleBeanWhenHiddenAndLazyThenItCannotBeCreated() {
		this.runner.withUserConfiguration(LazyAsObject.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> context.getBean("rules"))
				.havingRootCause()
				.isInstanceOf(ClaimPolicyException.class)
				.withMessageContaining("bean 'rules' declares rules");
		});
	}

	@Test
	void ruleBeanWhenHiddenPrototypeThenItCannotBeCreated() {
		this.runner.withUserConfiguration(PrototypeAsObject.class)
			.run((context) -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> context.getBean("rules"))
				.havingRootCause()
				.isInstanceOf(ClaimPolicyException.class));
	}

	@Test
	void parentContextWhenItsChildIsClosedThenKeepsNothingOfIt() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Rules.class)) {
			int before = parent.getDefaultListableBeanFactory().getBeanPostProcessorCount();
			this.runner.withParent(parent).run((context) -> assertThat(context).hasNotFailed());
			assertThat(parent.getDefaultListableBeanFactory().getBeanPostProcessorCount()).isEqualTo(before);
		}
	}

	interface Contract {

		String rule();

	}

	static class Base {

		@SuppressWarnings("unused")
		String other() {
			return "";
		}

	}

	@ClaimRule(audience = "any")
	static class Rules extends Base implements Contract {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsItself {

		@Bean
		Rules rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsInterface {

		@Bean
		Contract rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsObject {

		@Bean
		Object rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsSuperclass {

		@Bean
		Base rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsFactoryBean {

		@Bean
		FactoryBean<?> rules() {
			return new RulesFactory(null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsFactoryBeanOfInterface {

		@Bean
		FactoryBean<?> rules() {
			return new RulesFactory(Contract.class);
		}

	}

	record RulesFactory(@Nullable Class<?> type) implements FactoryBean<Object> {

		@Override
		public Object getObject() {
			return new Rules();
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return this.type;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyAsObject {

		@Bean
		@Lazy
		Object rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeAsObject {

		@Bean
		@Scope("prototype")
		Object rules() {
			return new Rules();
		}

	}

}
