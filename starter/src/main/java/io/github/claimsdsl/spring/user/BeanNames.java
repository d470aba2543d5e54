package io.github.claimsdsl.spring.user;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Names of beans as Spring Authorization Server would look them up, parent contexts
 * included. Creates no bean.
 */
public final class BeanNames {

	private final ConfigurableListableBeanFactory beanFactory;

	public BeanNames(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/** The beans of a type that can be injected. */
	public List<String> of(Class<?> type) {
		return of(ResolvableType.forRawClass(type));
	}

	/** The beans of a generic type that can be injected. */
	public List<String> of(ResolvableType type) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false))
			.filter((name) -> isCandidate(definition(name)))
			.sorted()
			.toList();
	}

	/** The bean that is used among several, or {@code null} if none is. */
	public @Nullable String single(List<String> names) {
		List<String> primary = names.stream().filter(this::isPrimary).toList();
		List<String> left = (names.size() > 1) ? primary : names;
		return (left.size() == 1) ? left.get(0) : null;
	}

	public boolean isPrimary(String name) {
		BeanDefinition definition = definition(name);
		return definition != null && definition.isPrimary();
	}

	/** The definition of a bean, or {@code null} if it was registered as an object. */
	public @Nullable BeanDefinition definition(String name) {
		try {
			return this.beanFactory.getMergedBeanDefinition(name);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

	private static boolean isCandidate(@Nullable BeanDefinition definition) {
		return definition == null || definition.isAutowireCandidate();
	}

}
