package io.github.claimsdsl.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Stops the start where a {@code @Claim} method cannot be called through the proxy of its
 * bean. Looks at the singletons that exist when all are created and creates none.
 */
public final class InvocationCheck implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Creates the check.
	 * @param beanFactory where the beans with {@code @Claim} methods are
	 */
	public InvocationCheck(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ClaimBeans beans = new ClaimBeans(this.beanFactory);
		List<Issue> issues = new ArrayList<>();
		for (String name : beans.names()) {
			Class<?> type = beans.userType(name);
			if (type != null && this.beanFactory.containsSingleton(name) && this.beanFactory.isSingleton(name)) {
				check(name, type, this.beanFactory.getBean(name).getClass(), issues);
			}
		}
		if (!issues.isEmpty()) {
			throw new ClaimPolicyException(issues);
		}
	}

	private static void check(String beanName, Class<?> type, Class<?> proxy, List<Issue> issues) {
		for (Method method : ClaimBeans.methods(type)) {
			try {
				AopUtils.selectInvocableMethod(method, proxy);
			}
			catch (IllegalStateException ex) {
				issues.add(new Issue("method-not-invocable",
						Origin.of(ClassUtils.getShortName(type) + "." + method.getName() + "()"),
						"the proxy of bean '" + beanName + "' does not have this @Claim method",
						"Declare the method on an interface of the class, or proxy the class (proxyTargetClass = true).",
						null));
			}
		}
	}

}
