package io.github.claimsdsl.boot;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.autoproxy.AbstractAutoProxyCreator;
import org.springframework.aop.interceptor.SimpleTraceInterceptor;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.TargetSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.ResolvableType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.HiddenBeanCheck;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans with rules in every arrangement: whatever type they are declared with, wherever
 * they are and whenever they are created, they decide as their own class says, or stop.
 */
class BeanMutationTests {

	/** How many arrangements are tried: -Dmutations=20000 for all. */
	private static final int MUTATIONS = Integer.getInteger("mutations", 300);

	private static final long SEED = Long.getLong("mutations.seed", 20_260_401L);

	private static final List<Class<? extends Contract>> CLASSES = List.of(Plain.class, Strict.class, Meta.class,
			LooserDirect.class, LooserSubclass.class, OfSuperclass.class, LooserInterface.class, StrictMethod.class,
			LooserOverride.class, SilentOverride.class, MetaMethod.class, OfInterface.class, OfDefault.class,
			OfGeneric.class, OfAbstract.class, Conditional.class, Initial.class, NoPolicy.class);

	private static final List<TokenRequest> REQUESTS = requests();

	/** The class whose bean is created. */
	private static Class<? extends Contract> current = Plain.class;

	/** Spring logs each start that fails, and many fail here. */
	private final Logger log = (Logger) LoggerFactory.getLogger("org.springframework.context.support");

	private int stopped;

	private int later;

	@BeforeEach
	void quiet() {
		this.log.setLevel(Level.ERROR);
	}

	@AfterEach
	void loud() {
		this.log.setLevel(null);
	}

	@Test
	void startWhenABeanIsArrangedThenItDecidesAsItsClassSaysOrStops() {
		List<Arrangement> arrangements = arrangements();
		Collections.shuffle(arrangements, new Random(SEED));
		List<Arrangement> some = arrangements.subList(0, Math.min(MUTATIONS, arrangements.size()));
		List<String> silent = some.stream().map(this::silent).filter(Objects::nonNull).toList();
		assertThat(silent)
			.as("of %s arrangements, %s stopped and %s stopped later; these were silent (-Dmutations.seed=%s)",
					some.size(), this.stopped, this.later, SEED)
			.isEmpty();
	}

	private static List<Arrangement> arrangements() {
		List<Arrangement> arrangements = new ArrayList<>();
		for (Class<? extends Contract> type : CLASSES) {
			for (Declared declared : Declared.values()) {
				for (Where where : Where.values()) {
					if (declared == Declared.ITSELF || where.isDeclared) {
						for (int bits = 0; bits < 4; bits++) {
							arrangements.add(new Arrangement(type, declared, where, (bits & 1) == 0, (bits & 2) == 0));
						}
					}
				}
			}
		}
		return arrangements;
	}

	/** What is wrong, or {@code null} if nothing is. */
	private @Nullable String silent(Arrangement arrangement) {
		current = arrangement.type();
		try (GenericApplicationContext parent = new GenericApplicationContext();
				GenericApplicationContext context = new GenericApplicationContext()) {
			try {
				arrangement.start(parent, context);
			}
			catch (RuntimeException ex) {
				this.stopped++;
				return isReported(ex) ? null : arrangement + " fails with " + ex;
			}
			try {
				call(context.getBean("rules"));
			}
			catch (RuntimeException ex) {
				this.later++;
				return isReported(ex) ? null : arrangement + " fails later with " + ex;
			}
			return differs(arrangement, context.getBean(ClaimPolicySet.class));
		}
	}

	/** Creates what is behind a scoped proxy. */
	private static void call(Object bean) {
		if (bean instanceof ScopedObject scoped) {
			scoped.getTargetObject();
		}
		if (bean instanceof Contract contract) {
			assertThat(contract.rule()).isEqualTo("yes");
		}
	}

	private static @Nullable String differs(Arrangement arrangement, ClaimPolicySet policies) {
		List<AnnotatedElement> elements = new ArrayList<>(hierarchy(arrangement.type()));
		if (arrangement.narrowed() && arrangement.where().isDeclared) {
			elements.add(method(BeanMutationTests.class, "narrowed"));
		}
		hierarchy(arrangement.type()).forEach((type) -> elements.add(method(type, "rule")));
		boolean claim = elements.stream()
			.anyMatch((element) -> element != null && element.isAnnotationPresent(Claim.class));
		for (TokenRequest request : REQUESTS) {
			boolean expected = claim && matches(elements, request);
			boolean actual = policies.evaluate(request).claims().containsKey("rule");
			if (expected != actual) {
				return arrangement + " decides " + actual + " for " + request.client().id() + " " + request.grantType()
						+ " " + request.issuance();
			}
		}
		return null;
	}

	private static boolean isReported(Throwable ex) {
		return ex instanceof ClaimPolicyException || String.valueOf(ex.getMessage()).contains("scoped proxy")
				|| String.valueOf(ex.getMessage()).contains("CGLIB subclass of class java.lang.Object")
				|| (ex.getCause() != null && isReported(ex.getCause()));
	}

	private static List<TokenRequest> requests() {
		List<TokenRequest> requests = new ArrayList<>();
		for (String client : List.of("app", "other")) {
			for (String grantType : List.of("password", "client_credentials")) {
				for (Issuance issuance : Issuance.values()) {
					for (TokenType tokenType : List.of(TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN)) {
						requests.add(TokenRequest.of(Client.of(client), grantType)
							.issuance(issuance)
							.tokenType(tokenType)
							.build());
					}
				}
			}
		}
		return requests;
	}

	private static Set<Class<?>> hierarchy(@Nullable Class<?> type) {
		Set<Class<?>> all = new LinkedHashSet<>();
		if (type != null) {
			all.add(type);
			all.addAll(hierarchy(type.getSuperclass()));
			Arrays.stream(type.getInterfaces()).forEach((other) -> all.addAll(hierarchy(other)));
		}
		return all;
	}

	private static @Nullable AnnotatedElement method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.map((Method method) -> (AnnotatedElement) method)
			.findFirst()
			.orElse(null);
	}

	/** Whether a token matches all statements, read in the plainest way. */
	private static boolean matches(List<AnnotatedElement> elements, TokenRequest request) {
		List<ClaimRule> statements = new ArrayList<>();
		List<Claim> claims = new ArrayList<>();
		for (AnnotatedElement element : elements) {
			if (element != null) {
				collect(element, statements);
				claims.addAll(Arrays.asList(element.getAnnotationsByType(Claim.class)));
			}
		}
		boolean typed = statements.stream().anyMatch((rule) -> rule.tokenType().length > 0);
		return !statements.isEmpty() && (typed || request.tokenType() == TokenType.ACCESS_TOKEN)
				&& statements.stream().allMatch((rule) -> matches(rule, request))
				&& holds(claims.get(0).when(), request);
	}

	private static void collect(AnnotatedElement element, List<ClaimRule> statements) {
		for (Annotation annotation : element.getDeclaredAnnotations()) {
			if (annotation instanceof ClaimRule rule) {
				statements.add(rule);
			}
			else if (!annotation.annotationType().getName().startsWith("java.")) {
				collect(annotation.annotationType(), statements);
			}
		}
	}

	private static boolean matches(ClaimRule rule, TokenRequest request) {
		Map<Subject, Boolean> subjects = new EnumMap<>(Subject.class);
		Arrays.stream(rule.subject()).forEach((subject) -> subjects.put(subject, true));
		return any(rule.grantType(), request.grantType()) && any(rule.client(), request.client().id())
				&& any(rule.tokenType(), request.tokenType()) && any(rule.issuance(), request.issuance())
				&& (subjects.isEmpty() || subjects.containsKey(request.subject())) && holds(rule.when(), request);
	}

	private static <T> boolean any(T[] stated, T value) {
		return stated.length == 0 || Arrays.asList(stated).contains(value);
	}

	private static boolean holds(String[] when, TokenRequest request) {
		return switch (String.join(" ", when)) {
			case "" -> true;
			case "client.id == 'app'" -> request.client().id().equals("app");
			case "client.id != 'app'" -> !request.client().id().equals("app");
			default -> throw new IllegalArgumentException(String.join(" ", when));
		};
	}

	/**
	 * The type a bean is declared with.
	 */
	private enum Declared {

		ITSELF, SUPERCLASS, INTERFACE, OBJECT, FACTORY, FACTORY_OF_INTERFACE, FACTORY_OF_ITSELF;

		ResolvableType type(Class<?> type) {
			return switch (this) {
				case ITSELF -> ResolvableType.forClass(type);
				case SUPERCLASS -> ResolvableType.forClass(Base.class);
				case INTERFACE -> ResolvableType.forClass(Contract.class);
				case OBJECT -> ResolvableType.forClass(Object.class);
				case FACTORY -> ResolvableType.forClass(FactoryBean.class);
				case FACTORY_OF_INTERFACE -> ResolvableType.forClassWithGenerics(FactoryBean.class, Contract.class);
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
	private enum Where {

		HERE(true), PARENT(true), LAZY(true), PROTOTYPE(true), SCOPED(true), SCOPED_BY_INTERFACE(true),
		NO_CANDIDATE(true), PROXIED(true), PROXIED_BY_INTERFACE(true), PROXIED_IN_PARENT(true), LAZY_IN_PARENT(true),
		LATE(true), COMPONENT(false), OBJECT(false), OBJECT_IN_PARENT(false);

		private final boolean isDeclared;

		Where(boolean isDeclared) {
			this.isDeclared = isDeclared;
		}

	}

	/**
	 * One arrangement.
	 *
	 * @param type the class with the rules
	 * @param declared the type its bean is declared with
	 * @param where where the bean is
	 * @param early whether the policies are compiled before the bean is created
	 * @param narrowed whether the {@code @Bean} method states a policy
	 */
	private record Arrangement(Class<? extends Contract> type, Declared declared, Where where, boolean early,
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
				case OBJECT, OBJECT_IN_PARENT -> context.getBeanFactory().registerSingleton("rules", create());
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
			RootBeanDefinition definition = new RootBeanDefinition(BeanMutationTests.class);
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

	}

	static Contract create() {
		return org.springframework.beans.BeanUtils.instantiateClass(current);
	}

	static Object plain() {
		return create();
	}

	@ClaimRule(audience = "any", client = "app")
	static Object narrowed() {
		return create();
	}

	static FactoryBean<?> plainFactory() {
		return new RulesFactory();
	}

	@ClaimRule(audience = "any", client = "app")
	static FactoryBean<?> narrowedFactory() {
		return new RulesFactory();
	}

	private static final class RulesFactory implements FactoryBean<Object> {

		@Override
		public Object getObject() {
			return create();
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return null;
		}

	}

	@SuppressWarnings("serial")
	private static final class Proxies extends AbstractAutoProxyCreator {

		Proxies(boolean classes) {
			setProxyTargetClass(classes);
		}

		@Override
		protected Object @Nullable [] getAdvicesAndAdvisorsForBean(Class<?> beanClass, String beanName,
				@Nullable TargetSource customTargetSource) {
			return Contract.class.isAssignableFrom(beanClass) ? new Object[] { new SimpleTraceInterceptor() }
					: DO_NOT_PROXY;
		}

	}

	interface Contract {

		String rule();

	}

	abstract static class Base implements Contract {

		@Override
		public String rule() {
			return "yes";
		}

	}

	static class Plain extends Base {

	}

	@ClaimRule(audience = "any", grantType = "password")
	static class Strict extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", when = "client.id != 'app'")
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@interface NotForApp {

	}

	@NotForApp
	@Retention(RetentionPolicy.RUNTIME)
	@interface ByMeta {

	}

	@ByMeta
	static class Meta extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@NotForApp
	@ClaimRule(audience = "any", issuance = Issuance.REFRESH)
	static class LooserDirect extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = { "password", "client_credentials" })
	static class LooserSubclass extends Strict {

	}

	static class OfSuperclass extends Strict {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = "other")
	interface StrictInterface {

	}

	@ClaimRule(audience = "any")
	static class LooserInterface extends Base implements StrictInterface {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class StrictMethod extends Base {

		@Override
		@Claim("rule")
		@ClaimRule(client = "other")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class LooserOverride extends StrictMethod {

		@Override
		@Claim("rule")
		@ClaimRule(client = { "other", "app" })
		public String rule() {
			return "yes";
		}

	}

	static class SilentOverride extends LooserOverride {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class MetaMethod extends Base {

		@Override
		@Claim("rule")
		@NotForApp
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	interface Annotated {

		@Claim("rule")
		@ClaimRule(grantType = "password")
		String rule();

	}

	static class OfInterface extends Base implements Annotated {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER)
	interface AnnotatedDefault extends Contract {

		@Override
		@Claim("rule")
		default String rule() {
			return "yes";
		}

	}

	static class OfDefault implements AnnotatedDefault {

	}

	interface Generic<T> {

		@Claim("rule")
		T rule();

	}

	@ClaimRule(audience = "any", grantType = "client_credentials")
	static class OfGeneric extends Base implements Generic<String> {

	}

	@ClaimRule(audience = "any")
	abstract static class AnnotatedBase extends Base {

		@Override
		@Claim("rule")
		@ClaimRule(client = "other")
		public abstract String rule();

	}

	static class OfAbstract extends AnnotatedBase {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", when = "client.id == 'app'")
	static class Conditional extends Base {

		@Override
		@Claim(value = "rule", when = "client.id == 'app'")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(tokenType = TokenType.ID_TOKEN)
	static class Initial extends Base {

		@Override
		@Claim("rule")
		@ClaimRule(issuance = Issuance.INITIAL)
		public String rule() {
			return "yes";
		}

	}

	static class NoPolicy extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

}
