package io.github.claimsdsl.boot;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AbstractAutoProxyCreator;
import org.springframework.aop.interceptor.SimpleTraceInterceptor;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.TargetSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.ResolvableType;

import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.HiddenBeanCheck;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * One arrangement.
 *
 * @param type the class with the rules
 * @param declared the type its bean is declared with
 * @param where where the bean is
 * @param early whether the policies are compiled before the bean is created
 * @param narrowed whether the {@code @Bean} method states a policy
 */
record BeanArrangement(Class<? extends MutatedRules.Contract> type, Declared declared, Where where, boolean early,
		boolean narrowed) {

	void start(GenericApplicationContext parent, GenericApplicationContext context) {
		boolean inParent = this.where.name().endsWith("IN_PARENT") || this.where == Where.PARENT;
		if (this.early) {
			context.registerBean("early", List.class, () -> context.getBean(ClaimPolicySet.class).policies());
		}
		if (this.where != Where.LATE) {
			register(inParent ? parent : context);
		}
		if (inParent) {
			parent.refresh();
			context.setParent(parent);
		}
		wire(context, context.getDefaultListableBeanFactory());
		context.refresh();
		if (this.where == Where.LATE) {
			register(context);
		}
	}

	private static void wire(GenericApplicationContext context, DefaultListableBeanFactory beans) {
		context.registerBean("check", HiddenBeanCheck.class,
				() -> new HiddenBeanCheck(beans, beans.getBeanProvider(ExtensionBeans.class), "policies"));
		context.registerBean("extensions", ExtensionBeans.class, () -> new ExtensionBeans(beans));
		context.registerBean("policies", ClaimPolicySet.class,
				() -> new PolicyCollector(beans, new UserSources(beans, LoginAttributes.none()))
					.addAnnotated(beans.getBean(ExtensionBeans.class))
					.compile(PolicyOptions.DEFAULT));
	}

	private void register(GenericApplicationContext context) {
		context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
		switch (this.where) {
			case COMPONENT -> context.registerBean("rules", this.type);
			case OBJECT, OBJECT_IN_PARENT ->
				context.getBeanFactory().registerSingleton("rules", ArrangedRules.create());
			case SCOPED, SCOPED_BY_INTERFACE -> {
				BeanDefinitionHolder holder = new BeanDefinitionHolder(definition(), "rules");
				BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(holder, context,
						this.where == Where.SCOPED);
				context.registerBeanDefinition("rules", proxy.getBeanDefinition());
			}
			case PROXIED, PROXIED_BY_INTERFACE, PROXIED_IN_PARENT -> {
				context.registerBean("proxies", Proxies.class,
						() -> new Proxies(this.where != Where.PROXIED_BY_INTERFACE));
				context.registerBeanDefinition("rules", definition());
			}
			default -> context.registerBeanDefinition("rules", definition());
		}
	}

	private RootBeanDefinition definition() {
		RootBeanDefinition definition = new RootBeanDefinition(ArrangedRules.class);
		definition.setFactoryMethodName(
				(this.narrowed ? "narrowed" : "plain") + (this.declared.isFactory() ? "Factory" : ""));
		definition.setTargetType(this.declared.type(this.type));
		definition.setLazyInit(this.where == Where.LAZY || this.where == Where.LAZY_IN_PARENT);
		definition.setAutowireCandidate(this.where != Where.NO_CANDIDATE);
		if (this.where == Where.PROTOTYPE) {
			definition.setScope(RootBeanDefinition.SCOPE_PROTOTYPE);
		}
		if (this.where == Where.SCOPED || this.where == Where.SCOPED_BY_INTERFACE) {
			definition.setScope("thread");
		}
		return definition;
	}

	/**
	 * The type a bean is declared with.
	 */
	enum Declared {

		ITSELF, SUPERCLASS, INTERFACE, OBJECT, FACTORY, FACTORY_OF_INTERFACE, FACTORY_OF_ITSELF;

		ResolvableType type(Class<?> type) {
			return switch (this) {
				case ITSELF -> ResolvableType.forClass(type);
				case SUPERCLASS -> ResolvableType.forClass(MutatedRules.Base.class);
				case INTERFACE -> ResolvableType.forClass(MutatedRules.Contract.class);
				case OBJECT -> ResolvableType.forClass(Object.class);
				case FACTORY -> ResolvableType.forClass(FactoryBean.class);
				case FACTORY_OF_INTERFACE ->
					ResolvableType.forClassWithGenerics(FactoryBean.class, MutatedRules.Contract.class);
				case FACTORY_OF_ITSELF -> ResolvableType.forClassWithGenerics(FactoryBean.class, type);
			};
		}

		boolean isFactory() {
			return this.compareTo(FACTORY) >= 0;
		}

	}

	/**
	 * Where a bean is, and how it is made.
	 */
	enum Where {

		HERE(true), PARENT(true), LAZY(true), PROTOTYPE(true), SCOPED(true), SCOPED_BY_INTERFACE(true),
		NO_CANDIDATE(true), PROXIED(true), PROXIED_BY_INTERFACE(true), PROXIED_IN_PARENT(true), LAZY_IN_PARENT(true),
		LATE(true), COMPONENT(false), OBJECT(false), OBJECT_IN_PARENT(false);

		final boolean isDeclared;

		Where(boolean isDeclared) {
			this.isDeclared = isDeclared;
		}

	}

	@SuppressWarnings("serial")
	static final class Proxies extends AbstractAutoProxyCreator {

		Proxies(boolean classes) {
			setProxyTargetClass(classes);
		}

		@Override
		protected Object @Nullable [] getAdvicesAndAdvisorsForBean(Class<?> beanClass, String beanName,
				@Nullable TargetSource customTargetSource) {
			return MutatedRules.Contract.class.isAssignableFrom(beanClass)
					? new Object[] { new SimpleTraceInterceptor() } : DO_NOT_PROXY;
		}

	}

}
