package io.github.claimsdsl.spring.rule;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Makes the start fail if a {@code @Claim} or {@code @Deny} method cannot be called
 * through the proxy of its bean. It checks the singletons that exist after all have been
 * created, and does not create any bean.
 */
public final class InvocationCheck implements SmartInitializingSingleton {

	private final ExtensionBeans extensions;

	/**
	 * Creates the check.
	 * @param extensions knows the beans with rules
	 */
	public InvocationCheck(ExtensionBeans extensions) {
		this.extensions = extensions;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<RuleBean> beans = Objects.requireNonNullElse(this.extensions.foundRuleBeans(), List.of());
		List<Issue> issues = beans.stream().flatMap((bean) -> check(bean).stream()).toList();
		if (!issues.isEmpty()) {
			throw new ClaimPolicyException(issues);
		}
	}

	private static List<Issue> check(RuleBean bean) {
		ConfigurableListableBeanFactory factory = bean.factory();
		if (!factory.containsSingleton(bean.name()) || !factory.isSingleton(bean.name())) {
			return List.of();
		}
		Class<?> proxy = factory.getBean(bean.name()).getClass();
		return bean.methods()
			.stream()
			.filter((method) -> !isInvocable(method, proxy))
			.map((method) -> new Issue("method-not-invocable",
					Origin.of(bean.shortName() + "." + method.getName() + "()"),
					"the proxy of bean '" + bean.name() + "' does not have this @Claim or @Deny method",
					"Declare the method on an interface of the class, or proxy the class (proxyTargetClass = true).",
					null))
			.toList();
	}

	private static boolean isInvocable(Method method, Class<?> proxy) {
		try {
			AopUtils.selectInvocableMethod(method, proxy);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
