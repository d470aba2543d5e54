package io.github.claimsdsl.spring.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.ConsoleDirectory;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.user.BeanNames;

/**
 * Finds the application's beans of each extension point, including those that are not
 * injected by default. It remembers the beans that it found and the beans whose rules
 * were compiled. {@link HiddenBeanCheck} uses that to notice a bean whose declared type
 * hides what it is.
 */
public final class ExtensionBeans {

	/** The extension points that an application can implement. */
	static final List<Class<?>> TYPES = List.of(ClaimPolicySource.class, ClaimArgumentResolver.class,
			ClaimFunctionSource.class, ClaimDecisionListener.class, RuleListener.class, UserSource.class,
			ConsoleDirectory.class, OAuth2TokenCustomizer.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<Class<?>, Set<String>> found = new HashMap<>();

	private volatile @Nullable List<RuleBean> foundRuleBeans;

	/**
	 * Creates a finder.
	 * @param beanFactory the factory of the beans; its ancestors are searched too
	 */
	public ExtensionBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		TYPES.forEach((type) -> this.found.put(type, find(type)));
	}

	private Set<String> find(Class<?> type) {
		return Set.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type));
	}

	/**
	 * Returns all beans of an extension point, including those that are not injected by
	 * default. Beans that are not candidates for injection at all are left out, because
	 * they are usually delegates of others.
	 * @param <T> the extension point
	 * @param type the extension point
	 * @return the beans, in order
	 */
	public <T> List<T> of(Class<T> type) {
		List<T> candidates = names(type).stream()
			.filter(this::isCandidate)
			.sorted()
			.map(this.beanFactory::getBean)
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
		Set<Object> left = Collections.newSetFromMap(new IdentityHashMap<>());
		left.addAll(candidates);
		List<T> beans = new ArrayList<>(
				this.beanFactory.getBeanProvider(type).orderedStream().filter(left::remove).toList());
		candidates.stream().filter(left::contains).forEach(beans::add);
		return List.copyOf(beans);
	}

	private boolean isCandidate(String name) {
		BeanDefinition definition = new BeanNames(this.beanFactory).definition(name);
		return !ScopedProxyUtils.isScopedTarget(name) && (definition == null || definition.isAutowireCandidate());
	}

	/**
	 * Returns the names of the beans with claim rules.
	 * @return the names, sorted
	 */
	public List<String> ruleBeans() {
		return RuleBeanFinder.of(this.beanFactory).stream().map(RuleBean::name).sorted().toList();
	}

	/**
	 * Returns the names of the beans whose definition shows that they are of an extension
	 * point.
	 * @param type the extension point
	 * @return the names
	 */
	public Set<String> names(Class<?> type) {
		return this.found.getOrDefault(type, Set.of());
	}

	/**
	 * Returns the beans whose rules were compiled, or {@code null} if
	 * {@link #findRuleBeans()} was not called.
	 */
	@Nullable List<RuleBean> foundRuleBeans() {
		return this.foundRuleBeans;
	}

	/** Finds the beans with rules and remembers them as compiled. */
	List<RuleBean> findRuleBeans() {
		List<RuleBean> beans = RuleBeanFinder.of(this.beanFactory);
		this.foundRuleBeans = beans;
		return beans;
	}

}
