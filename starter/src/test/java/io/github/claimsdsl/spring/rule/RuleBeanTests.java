package io.github.claimsdsl.spring.rule;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static io.github.claimsdsl.spring.rule.RuleContext.request;

/**
 * {@code @ClaimRule} beans behind proxies and in scopes, and when they are created.
 */
class RuleBeanTests {

	private static final AtomicInteger CREATED = new AtomicInteger();

	private final RuleContext context = new RuleContext();

	@BeforeEach
	void reset() {
		CREATED.set(0);
	}

	@Test
	void beanWhenProxiedByClassThenItsMethodIsCalledThroughTheProxy() {
		this.context.register(ClassProxies.class);
		this.context.registerBean("plain", PlainRule.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("x", "yes"));
		assertThat(this.context.getBean("plain").getClass()).isNotEqualTo(PlainRule.class);
	}

	@Test
	void beanWhenTransactionalAndAsyncThenItsMethodIsCalledInATransaction() {
		this.context.register(TransactionalRules.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("in-transaction", true));
		assertThat(this.context.getBean(TransactionalRule.class).getClass()).isNotEqualTo(TransactionalRule.class);
		this.context.policies();
		this.context.check();
	}

	@Test
	void beanWhenProxiedByInterfaceThenItsMethodIsCalled() {
		this.context.register(InterfaceProxies.class);
		this.context.registerBean("plain", OfInterface.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("x", "yes"));
		this.context.policies();
		this.context.check();
	}

	@Test
	void beanWhenProxyLacksTheMethodThenCheckStopsTheStart() {
		this.context.register(InterfaceProxies.class);
		this.context.registerBean("plain", BesideInterface.class);
		this.context.policies();
		ClaimPolicyException ex = catchThrowableOfType(ClaimPolicyException.class, this.context::check);
		assertThat(ex.issues()).singleElement()
			.hasToString(
					"RuleBeanTests.BesideInterface.y(): the proxy of bean 'plain' does not have this @Claim or @Deny method. "
							+ "Declare the method on an interface of the class, or proxy the class (proxyTargetClass = true). (method-not-invocable)");
	}

	@Test
	void beanWhenScopedProxyThenPolicyIsReadOnceAndEachCallUsesTheScope() {
		this.context.register(Counted.class);
		ClaimPolicySet policies = this.context.policies();
		assertThat(CREATED).hasValue(0);
		assertThat(policies.policies()).hasSize(1);
		assertThat(policies.evaluate(request().build()).claims()).containsEntry("count", 1);
		assertThat(policies.evaluate(request().build()).claims()).containsEntry("count", 2);
	}

	@Test
	void beanWhenPrototypeThenCreatedForEachCall() {
		this.context.register(PrototypeCounted.class);
		ClaimPolicySet policies = this.context.policies();
		Object first = policies.evaluate(request().build()).claims().get("count");
		assertThat(policies.evaluate(request().build()).claims().get("count")).isNotEqualTo(first);
	}

	@Test
	void beanWhenLazyThenCreatedByTheFirstTokenOnly() {
		this.context.register(LazyCounted.class);
		ClaimPolicySet policies = this.context.policies();
		this.context.policies();
		this.context.check();
		assertThat(CREATED).hasValue(0);
		assertThat(policies.evaluate(request("client_credentials").build()).claims()).isEmpty();
		assertThat(CREATED).hasValue(0);
		policies.evaluate(request().build());
		assertThat(policies.evaluate(request().build()).claims()).containsEntry("count", 1);
	}

	@Test
	void policiesWhenCompiledThenNoBeanIsCreated() {
		this.context.register(LazyCounted.class, LazyUsers.class);
		this.context.policies();
		assertThat(CREATED).hasValue(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	@EnableAsync(proxyTargetClass = true)
	@Import(TransactionalRule.class)
	static class TransactionalRules {

		@Bean
		PlatformTransactionManager transactionManager() {
			return new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:transactional"));
		}

	}

	@ClaimRule(audience = "any")
	static class TransactionalRule {

		@Claim("in-transaction")
		@Transactional(readOnly = true)
		boolean inTransaction() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

		@Async
		void somethingElse() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyUsers {

		@Bean
		@Lazy
		Consumer<String> unrelated() {
			CREATED.incrementAndGet();
			return (text) -> {
			};
		}

	}

	@ClaimRule(audience = "any")
	@Scope("prototype")
	static class PrototypeCounted {

		private final int created = CREATED.incrementAndGet();

		@Claim("count")
		int count() {
			return this.created;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxies {

		@Bean
		static DebugInterceptor interceptor() {
			return new DebugInterceptor();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return creator(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxies {

		@Bean
		static DebugInterceptor interceptor() {
			return new DebugInterceptor();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return creator(false);
		}

	}

	private static BeanNameAutoProxyCreator creator(boolean targetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("plain");
		creator.setProxyTargetClass(targetClass);
		creator.setInterceptorNames("interceptor");
		return creator;
	}

	interface Claims {

		String x();

	}

	@ClaimRule(audience = "any")
	static class OfInterface implements Claims {

		@Override
		@Claim("x")
		public String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class BesideInterface implements Claims {

		@Override
		public String x() {
			return "yes";
		}

		@Claim("y")
		String y() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = "password")
	@Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class Counted {

		private final int number = CREATED.incrementAndGet();

		@Claim("count")
		int count() {
			return this.number;
		}

	}

	@Lazy
	@ClaimRule(audience = "any", grantType = "password")
	static class LazyCounted {

		private final int number = CREATED.incrementAndGet();

		@Claim("count")
		int count() {
			return this.number;
		}

	}

}
