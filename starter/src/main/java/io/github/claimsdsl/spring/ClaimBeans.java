package io.github.claimsdsl.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Finds {@link ClaimRule} beans and their {@link Claim} methods, without creating the
 * beans.
 */
final class ClaimBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	ClaimBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	List<String> names() {
		return Arrays.stream(this.beanFactory.getBeanNamesForAnnotation(ClaimRule.class))
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name))
			.sorted()
			.toList();
	}

	/** The annotation of the {@code @Bean} method, or else of the class. */
	@Nullable ClaimRule rule(String beanName) {
		BeanDefinition definition = new BeanNames(this.beanFactory).definition(target(beanName));
		Method factory = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		ClaimRule declared = (factory != null) ? AnnotatedElementUtils.findMergedAnnotation(factory, ClaimRule.class)
				: null;
		return (declared != null) ? declared : this.beanFactory.findAnnotationOnBean(beanName, ClaimRule.class, false);
	}

	private String target(String beanName) {
		String target = ScopedProxyUtils.getTargetBeanName(beanName);
		return this.beanFactory.containsBean(target) ? target : beanName;
	}

	/** The class behind proxies, or {@code null} if it is not known yet. */
	@Nullable Class<?> userType(String beanName) {
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, target(beanName));
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/** The methods in a stable order, overridden and bridge methods once. */
	static List<Method> methods(Class<?> type) {
		Map<Method, Claim> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Claim>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, Claim.class));
		return methods.keySet()
			.stream()
			.sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
			.toList();
	}

}
