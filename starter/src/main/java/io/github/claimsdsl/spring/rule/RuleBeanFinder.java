package io.github.claimsdsl.spring.rule;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Finds the beans that declare claim rules, in a context and its ancestors. It sees only
 * what the definitions show and does not create beans.
 */
final class RuleBeanFinder {

	private RuleBeanFinder() {
	}

	static List<RuleBean> of(ConfigurableListableBeanFactory beanFactory) {
		List<RuleBean> beans = new ArrayList<>();
		for (BeanFactory factory = beanFactory; factory instanceof ConfigurableListableBeanFactory listable; factory = listable
			.getParentBeanFactory()) {
			names(listable).map((name) -> bean(listable, name))
				.filter(RuleBeanFinder::declaresRules)
				.filter((bean) -> beans.stream().noneMatch((other) -> isRepeated(bean, other)))
				.forEach(beans::add);
		}
		return beans;
	}

	/**
	 * Returns whether a context declares a bean of its parent again. Only one of the two
	 * is compiled.
	 */
	private static boolean isRepeated(RuleBean bean, RuleBean other) {
		return bean.name().equals(other.name()) && Objects.equals(bean.type(), other.type())
				&& bean.statements().equals(other.statements());
	}

	private static Stream<String> names(ConfigurableListableBeanFactory factory) {
		return Stream
			.concat(Arrays.stream(factory.getBeanDefinitionNames()), Arrays.stream(factory.getSingletonNames()))
			.distinct()
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name) && !isAbstract(factory, name))
			.sorted();
	}

	private static boolean isAbstract(ConfigurableListableBeanFactory factory, String name) {
		return factory.containsBeanDefinition(name) && factory.getBeanDefinition(name).isAbstract();
	}

	private static boolean declaresRules(RuleBean bean) {
		return !bean.statements().isEmpty() || (bean.type() != null && RuleBean.declaresRules(bean.type()));
	}

	private static RuleBean bean(ConfigurableListableBeanFactory factory, String name) {
		String target = target(factory, name);
		Class<?> type = type(factory, target);
		List<ClaimRule> ofBeanMethod = factoryMethods(factory, target).stream()
			.flatMap((method) -> RuleBean.statements(method).stream())
			.toList();
		List<ClaimRule> ofClass = (type != null && RuleBean.isCandidate(type)) ? RuleBean.statements(type) : List.of();
		return new RuleBean(factory, name, type, ofBeanMethod, ofClass);
	}

	/** Returns the name of the bean behind a scoped proxy, or the name itself. */
	private static String target(ConfigurableListableBeanFactory factory, String name) {
		String target = ScopedProxyUtils.getTargetBeanName(name);
		return factory.containsLocalBean(target) ? target : name;
	}

	private static @Nullable Class<?> type(ConfigurableListableBeanFactory factory, String name) {
		Class<?> type = factory.containsBeanDefinition(name) && factory.getMergedBeanDefinition(name)
			.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE) instanceof Class<?> behindProxy ? behindProxy
					: factory.getType(name, false);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/**
	 * Returns the {@code @Bean} method of a bean. If it is not yet resolved, returns all
	 * methods of that name.
	 */
	private static List<Method> factoryMethods(ConfigurableListableBeanFactory factory, String name) {
		if (!factory.containsBeanDefinition(name)) {
			return List.of();
		}
		BeanDefinition definition = factory.getMergedBeanDefinition(name);
		Method resolved = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		if (definition.getFactoryMethodName() == null || resolved != null) {
			return Stream.ofNullable(resolved).toList();
		}
		Class<?> declaring = declaring(factory, definition);
		return (declaring == null) ? List.of()
				: Arrays.stream(ReflectionUtils.getAllDeclaredMethods(declaring))
					.filter((method) -> method.getName().equals(definition.getFactoryMethodName()))
					.toList();
	}

	/**
	 * Returns the class of a {@code @Bean} method, or {@code null} if it cannot declare
	 * rules.
	 */
	private static @Nullable Class<?> declaring(ConfigurableListableBeanFactory factory, BeanDefinition definition) {
		String bean = definition.getFactoryBeanName();
		String className = definition.getBeanClassName();
		ClassLoader loader = factory.getBeanClassLoader();
		Class<?> type = (bean != null) ? factory.getType(bean, false)
				: (className != null && ClassUtils.isPresent(className, loader))
						? ClassUtils.resolveClassName(className, loader) : null;
		return (type != null && RuleBean.isCandidate(type)) ? ClassUtils.getUserClass(type) : null;
	}

}
