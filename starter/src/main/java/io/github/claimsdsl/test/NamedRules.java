package io.github.claimsdsl.test;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;

/**
 * The rule objects of a tester, by the names of their beans in a server. Not thread-safe.
 */
final class NamedRules {

	private final Map<String, Object> rules = new LinkedHashMap<>();

	/** Adds an object under the name that component scanning gives its class. */
	void add(Object rule) {
		add(scannedName(type(rule)), rule);
	}

	void add(String name, Object rule) {
		Object other = this.rules.putIfAbsent(name, rule);
		if (other != null) {
			throw new IllegalArgumentException("Two rule objects have the bean name '" + name + "': one of class "
					+ type(other).getName() + " and one of class " + type(rule).getName()
					+ ". State a name for one of them: rules(\"anotherName\", rule).");
		}
	}

	private static Class<?> type(Object rule) {
		return AopProxyUtils.ultimateTargetClass(rule);
	}

	private static String scannedName(Class<?> type) {
		return AnnotationBeanNameGenerator.INSTANCE.generateBeanName(new AnnotatedGenericBeanDefinition(type),
				new DefaultListableBeanFactory());
	}

	void registerIn(ConfigurableListableBeanFactory beanFactory) {
		this.rules.forEach(beanFactory::registerSingleton);
	}

	/** Refuses objects in which no rules were found. */
	void check(Collection<String> found) {
		this.rules.forEach((name, rule) -> {
			if (!found.contains(name)) {
				throw new IllegalArgumentException("The class " + type(rule).getName()
						+ " declares no rules. Annotate it with @ClaimRule and its methods with @Claim or @Deny.");
			}
		});
	}

}
