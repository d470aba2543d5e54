package io.github.claimsdsl.spring.rule;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.core.log.LogMessage;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;

/**
 * Finds beans whose rules would silently not run. It compares the beans that exist with
 * what was compiled from their definitions. If a bean declares rules or is an extension,
 * and its declared type does not show that, the start fails. If such a bean is created
 * later, its creation fails.
 */
public final class HiddenBeanCheck implements BeanPostProcessor, SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(HiddenBeanCheck.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<ExtensionBeans> extensions;

	private final String policySet;

	private final Map<Class<?>, Boolean> relevant = new ConcurrentHashMap<>();

	private final Map<Key, Class<?>> seen = new ConcurrentHashMap<>();

	private volatile boolean started;

	/**
	 * Creates the check.
	 * @param beanFactory the factory of the beans; its ancestors are searched too
	 * @param extensions the extensions that are called
	 * @param policySet the bean name of the library's own policy set
	 */
	public HiddenBeanCheck(ConfigurableListableBeanFactory beanFactory, ObjectProvider<ExtensionBeans> extensions,
			String policySet) {
		this.beanFactory = beanFactory;
		this.extensions = extensions;
		this.policySet = policySet;
	}

	/**
	 * Identifies a bean.
	 *
	 * @param factory the context it belongs to
	 * @param name its name
	 */
	private record Key(BeanFactory factory, String name) {
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		see(this.beanFactory, beanName, targetClass(bean));
		return bean;
	}

	/** Sees the products of factory beans, which the other callback does not get. */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		see(this.beanFactory, beanName, targetClass(bean));
		return bean;
	}

	private void see(ConfigurableListableBeanFactory factory, String beanName, Class<?> type) {
		if (!this.relevant.computeIfAbsent(type, HiddenBeanCheck::isRelevant)) {
			return;
		}
		Key key = new Key(factory, beanName);
		if (this.started) {
			checkLater(key, type);
		}
		else {
			this.seen.put(key, type);
		}
	}

	/**
	 * Checks a bean that is created after the start. Beans of a scope are created again
	 * and again, so each class is checked only once.
	 */
	private void checkLater(Key key, Class<?> type) {
		if (this.seen.get(key) != type) {
			check(key, type).throwIfAny();
			this.seen.put(key, type);
		}
	}

	private static Class<?> targetClass(Object bean) {
		return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
	}

	private static boolean isRelevant(Class<?> type) {
		return RuleBean.declaresRules(type)
				|| ExtensionBeans.TYPES.stream().anyMatch((extension) -> extension.isAssignableFrom(type));
	}

	@Override
	public void afterSingletonsInstantiated() {
		seeSingletons();
		seeLaterOfAncestors();
		this.started = true;
		Issues issues = new Issues();
		this.seen.forEach((key, type) -> issues.addAll(check(key, type)));
		issues.throwIfAny();
	}

	private List<RuleBean> compiled() {
		List<RuleBean> compiled = this.extensions.getObject().foundRuleBeans();
		return (compiled != null) ? compiled : List.of();
	}

	/**
	 * Adds this check to the ancestors. They do not have one of their own for the beans
	 * that they create later.
	 */
	private void seeLaterOfAncestors() {
		ancestors().forEach((ancestor) -> ancestor.addBeanPostProcessor(this));
	}

	@Override
	public void destroy() {
		ancestors().filter(AbstractBeanFactory.class::isInstance)
			.forEach((ancestor) -> ((AbstractBeanFactory) ancestor).getBeanPostProcessors().remove(this));
	}

	private Stream<ConfigurableListableBeanFactory> ancestors() {
		return Stream
			.iterate(this.beanFactory.getParentBeanFactory(), ConfigurableListableBeanFactory.class::isInstance,
					(factory) -> ((ConfigurableListableBeanFactory) factory).getParentBeanFactory())
			.map(ConfigurableListableBeanFactory.class::cast);
	}

	/**
	 * Sees the singletons that this post-processor did not get: those that were
	 * registered as objects, and those of ancestors.
	 */
	private void seeSingletons() {
		Stream.concat(Stream.of(this.beanFactory), ancestors()).forEach((factory) -> {
			for (String name : factory.getSingletonNames()) {
				Class<?> type = type(factory, name, factory.getSingleton(name));
				if (type != null) {
					see(factory, name, type);
				}
			}
		});
	}

	private static @Nullable Class<?> type(ConfigurableListableBeanFactory factory, String name,
			@Nullable Object bean) {
		if (bean instanceof FactoryBean<?> factoryBean) {
			return product(factory, name, factoryBean);
		}
		return (bean != null) ? targetClass(bean) : null;
	}

	/**
	 * Returns the class of the product of a factory bean, or {@code null} if it is not
	 * known. If the type of the product does not tell its class, the product is created,
	 * but only if the factory bean comes from a {@code @Bean} method.
	 */
	private static @Nullable Class<?> product(ConfigurableListableBeanFactory factory, String name,
			FactoryBean<?> factoryBean) {
		Class<?> type = factoryBean.getObjectType();
		if (type != null && type != Object.class && !type.isInterface()) {
			return ClassUtils.getUserClass(type);
		}
		boolean ofBeanMethod = factory.containsBeanDefinition(name)
				&& factory.getBeanDefinition(name).getFactoryMethodName() != null;
		boolean ofTeam = ofBeanMethod && (type == null || type == Object.class || isOfTeam(type));
		try {
			return (ofTeam && factoryBean.isSingleton()) ? targetClass(factory.getBean(name)) : null;
		}
		catch (BeansException ex) {
			logger.warn(LogMessage.format(
					"Claims DSL does not know whether bean '%s' declares rules, because creating it threw %s", name,
					ex.getMostSpecificCause().getClass().getName()));
			return null;
		}
	}

	private static boolean isOfTeam(Class<?> type) {
		return Stream.of("java.", "javax.", "jakarta.", "org.springframework.")
			.noneMatch((prefix) -> type.getName().startsWith(prefix));
	}

	private Issues check(Key key, Class<?> type) {
		String prefix = "scopedTarget.";
		String name = ScopedProxyUtils.isScopedTarget(key.name()) ? key.name().substring(prefix.length()) : key.name();
		Issues issues = new Issues();
		if (!key.factory().containsBean(name)) {
			return issues;
		}
		if (isComparable() && RuleBean.declaresRules(type)
				&& compiled().stream().noneMatch((bean) -> bean.name().equals(name) && bean.declaresSameAs(type))) {
			issues.add(hiddenRules(name, ClassUtils.getShortName(type)));
		}
		ExtensionBeans.TYPES.stream()
			.filter((extension) -> extension.isAssignableFrom(type))
			.filter((extension) -> !this.extensions.getObject().names(extension).contains(key.name()))
			.forEach((extension) -> issues.add(hiddenExtension(name, extension.getSimpleName())));
		return issues;
	}

	/**
	 * Returns whether rules were compiled. They were not if a test replaces the policy
	 * set with a mock.
	 */
	private boolean isComparable() {
		return this.extensions.getObject().foundRuleBeans() != null
				|| !this.beanFactory.containsBeanDefinition(this.policySet);
	}

	private static Issue hiddenRules(String name, String type) {
		return new Issue("hidden-rules", Origin.of(type),
				"bean '" + name
						+ "' declares rules that its declared type does not show, so they would not run as written",
				"Let its @Bean method return " + type + ", or declare the rules on the type that it returns.", null);
	}

	private static Issue hiddenExtension(String name, String extension) {
		return new Issue("hidden-extension", Origin.of("bean '" + name + "'"),
				"it implements " + extension + ", but its declared type does not show it, so it would not be called",
				"Let its @Bean method return " + extension + " or the class that implements it.", null);
	}

}
