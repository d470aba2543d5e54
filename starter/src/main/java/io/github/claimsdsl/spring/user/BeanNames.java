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
 * Finds the names of beans in the same way as Spring Authorization Server looks beans up,
 * including parent contexts. Does not create beans.
 */
public final class BeanNames {

	private final ConfigurableListableBeanFactory beanFactory;

	public BeanNames(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/** Returns the names of the beans of a type that can be injected. */
	public List<String> of(Class<?> type) {
		return of(ResolvableType.forRawClass(type));
	}

	/** Returns the names of the beans of a generic type that can be injected. */
	public List<String> of(ResolvableType type) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false))
			.filter((name) -> isCandidate(definition(name)))
			.sorted()
			.toList();
	}

	/**
	 * Returns the bean that Spring would inject if it has to choose one: the only one or
	 * the primary one. Returns {@code null} if there is no such bean.
	 */
	public @Nullable String single(List<String> names) {
		List<String> primary = names.stream().filter(this::isPrimary).toList();
		List<String> left = (names.size() > 1) ? primary : names;
		return (left.size() == 1) ? left.get(0) : null;
	}

	public boolean isPrimary(String name) {
		BeanDefinition definition = definition(name);
		return definition != null && definition.isPrimary();
	}

	/**
	 * Returns the definition of a bean, or {@code null} if it was registered as an
	 * object.
	 */
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
