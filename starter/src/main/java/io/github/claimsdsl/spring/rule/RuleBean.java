package io.github.claimsdsl.spring.rule;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ScannedGenericBeanDefinition;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;

/**
 * A bean that declares claim rules. Immutable.
 *
 * @param factory the bean factory that it belongs to
 * @param name its name
 * @param type its class behind proxies, as its definition shows it, or {@code null} if
 * the definition does not tell
 * @param ofBeanMethod the policy annotations of its {@code @Bean} method
 * @param ofClass the policy annotations of its class
 */
record RuleBean(ConfigurableListableBeanFactory factory, String name, @Nullable Class<?> type,
		List<ClaimRule> ofBeanMethod, List<ClaimRule> ofClass) {

	/** Returns the annotations that apply to the whole policy. */
	List<ClaimRule> statements() {
		return Stream.concat(this.ofBeanMethod.stream(), this.ofClass.stream()).toList();
	}

	/**
	 * Returns whether the class can have rules. Classes of Spring and of Java never have
	 * any.
	 */
	static boolean isCandidate(Class<?> type) {
		boolean ofSpring = type.getName().startsWith("org.springframework.")
				&& !type.getName().startsWith("org.springframework.samples.");
		return !ofSpring && AnnotationUtils.isCandidateClass(type, List.of(Claim.class, Deny.class, ClaimRule.class));
	}

	/** Returns whether the class itself declares a policy or a rule. */
	static boolean declaresRules(Class<?> type) {
		return isCandidate(type) && (!statements(type).isEmpty()
				|| !methods(type, (annotations) -> isRule(annotations) || isWithoutRule(annotations)).isEmpty());
	}

	/**
	 * Returns all {@code @ClaimRule} annotations of an element, including those that are
	 * inherited, on an overridden method, or meta-annotations.
	 */
	static List<ClaimRule> statements(AnnotatedElement element) {
		return annotations(element).stream(ClaimRule.class).map(MergedAnnotation::synthesize).toList();
	}

	/**
	 * Returns the {@code @Claim} annotations of a method. Its own comes first, then those
	 * of the methods that it overrides.
	 */
	static List<Claim> claims(Method method) {
		return annotations(method).stream(Claim.class).map(MergedAnnotation::synthesize).toList();
	}

	/**
	 * Returns the {@code @Deny} annotations of a method. Its own comes first, then those
	 * of the methods that it overrides.
	 */
	static List<Deny> denials(Method method) {
		return annotations(method).stream(Deny.class).map(MergedAnnotation::synthesize).toList();
	}

	private static MergedAnnotations annotations(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
	}

	/**
	 * Returns the rule methods of a class in a stable order, without overridden methods
	 * and bridge methods.
	 */
	static List<Method> methods(Class<?> type) {
		return methods(type, RuleBean::isRule);
	}

	/**
	 * Returns the methods with {@code @ClaimRule} that are not rules. {@code @Bean}
	 * methods are left out, because the annotation has a meaning there.
	 */
	static List<Method> methodsWithoutRule(Class<?> type) {
		return methods(type, RuleBean::isWithoutRule);
	}

	private static boolean isRule(MergedAnnotations annotations) {
		return annotations.isPresent(Claim.class) || annotations.isPresent(Deny.class);
	}

	private static boolean isWithoutRule(MergedAnnotations annotations) {
		return annotations.isPresent(ClaimRule.class) && !isRule(annotations) && !annotations.isPresent(Bean.class);
	}

	private static List<Method> methods(Class<?> type, Predicate<MergedAnnotations> filter) {
		return select(type, filter).stream()
			.sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
			.toList();
	}

	/**
	 * Returns the selected methods. The methods cannot be read if a class that a
	 * signature names is missing. Then the result is empty, except for a class with
	 * {@code @ClaimRule}, for which the error is thrown.
	 */
	private static Set<Method> select(Class<?> type, Predicate<MergedAnnotations> filter) {
		try {
			return MethodIntrospector
				.<Boolean>selectMethods(type, (Method method) -> filter.test(annotations(method)) ? true : null)
				.keySet();
		}
		catch (LinkageError | IllegalStateException ex) {
			if (statements(type).isEmpty()) {
				return Set.of();
			}
			throw ex;
		}
	}

	List<Method> methods() {
		return (this.type != null && isCandidate(this.type)) ? methods(this.type) : List.of();
	}

	/**
	 * Returns the rules that write claims. A method that also has {@code @Deny} is left
	 * out; it is reported as a denial.
	 */
	List<Method> claims() {
		return methods().stream().filter((method) -> denials(method).isEmpty()).toList();
	}

	List<Method> denials() {
		return methods().stream().filter((method) -> !denials(method).isEmpty()).toList();
	}

	/** Returns whether another bean has the same rules with the same selectors. */
	boolean repeats(RuleBean other) {
		return this.type != null && this.type.equals(other.type) && !claims().isEmpty() && !statements().isEmpty()
				&& statements().equals(other.statements());
	}

	/** Returns the name of the bean and where it comes from. */
	String origin() {
		return "'" + this.name + "' (" + declared() + ")";
	}

	private String declared() {
		if (!this.factory.containsBeanDefinition(this.name)) {
			return "registered as an object";
		}
		BeanDefinition definition = this.factory.getBeanDefinition(this.name);
		if (definition.getFactoryMethodName() != null) {
			String bean = definition.getFactoryBeanName();
			Class<?> declaring = (bean != null) ? this.factory.getType(bean, false) : null;
			String owner = (declaring != null) ? ClassUtils.getUserClass(declaring).getName()
					: String.valueOf(definition.getBeanClassName());
			return "@Bean method " + ClassUtils.getShortName(owner) + "." + definition.getFactoryMethodName() + "()";
		}
		return (definition instanceof ScannedGenericBeanDefinition) ? "found by component scanning"
				: "imported or registered as a class";
	}

	/** Returns the name of the class for messages. */
	String shortName() {
		return (this.type != null) ? ClassUtils.getShortName(this.type) : this.name;
	}

	/**
	 * Returns whether another class declares the same rules as the class of this bean.
	 */
	boolean declaresSameAs(Class<?> other) {
		return this.type != null && (other.equals(this.type) || describe(other).equals(describe(this.type)));
	}

	private static List<Object> describe(Class<?> type) {
		return List.of(Set.copyOf(statements(type)), methods(type).stream().map(RuleBean::describe).toList());
	}

	private static List<Object> describe(Method method) {
		return List.of(method.getName(), List.of(method.getParameterTypes()),
				Stream.of(method.getParameters()).map((parameter) -> List.of(parameter.getAnnotations())).toList(),
				claims(method), denials(method), statements(method));
	}

}
