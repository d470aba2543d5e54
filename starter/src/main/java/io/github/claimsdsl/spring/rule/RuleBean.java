package io.github.claimsdsl.spring.rule;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
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
 * @param factory the context it belongs to
 * @param name its name
 * @param type its class behind proxies, as far as its definition tells, or {@code null}
 * @param ofBeanMethod what its {@code @Bean} method states of the policy as a whole
 * @param ofClass what its class states of the policy as a whole
 */
record RuleBean(ConfigurableListableBeanFactory factory, String name, @Nullable Class<?> type,
		List<ClaimRule> ofBeanMethod, List<ClaimRule> ofClass) {

	/** What is stated of the policy as a whole. */
	List<ClaimRule> statements() {
		return Stream.concat(this.ofBeanMethod.stream(), this.ofClass.stream()).toList();
	}

	/** Whether the class can have rules: those of Spring and of Java have none. */
	static boolean isCandidate(Class<?> type) {
		boolean ofSpring = type.getName().startsWith("org.springframework.")
				&& !type.getName().startsWith("org.springframework.samples.");
		return !ofSpring && AnnotationUtils.isCandidateClass(type, List.of(Claim.class, Deny.class, ClaimRule.class));
	}

	/** Whether the class itself declares a policy or a rule. */
	static boolean declaresRules(Class<?> type) {
		return isCandidate(type) && (!statements(type).isEmpty()
				|| !methods(type, (annotations) -> isRule(annotations) || isWithoutRule(annotations)).isEmpty());
	}

	/**
	 * Every annotation of an element: direct, inherited, overridden and as a
	 * meta-annotation.
	 */
	static List<ClaimRule> statements(AnnotatedElement element) {
		return annotations(element).stream(ClaimRule.class).map(MergedAnnotation::synthesize).toList();
	}

	/** What is stated of a rule: by its method first, then by those that it overrides. */
	static List<Claim> claims(Method method) {
		return annotations(method).stream(Claim.class).map(MergedAnnotation::synthesize).toList();
	}

	/**
	 * What is stated of a deny rule: by its method first, then by those that it
	 * overrides.
	 */
	static List<Deny> denials(Method method) {
		return annotations(method).stream(Deny.class).map(MergedAnnotation::synthesize).toList();
	}

	private static MergedAnnotations annotations(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
	}

	/** The rules of a class in a stable order, overridden and bridge methods once. */
	static List<Method> methods(Class<?> type) {
		return methods(type, RuleBean::isRule);
	}

	/**
	 * Methods that narrow a rule, but are none; those of {@code @Bean} narrow a policy.
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
	 * None where a class that a signature names is missing, unless the class has rules.
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

	/** The rules that write claims; those that also deny are reported as denials. */
	List<Method> claims() {
		return methods().stream().filter((method) -> denials(method).isEmpty()).toList();
	}

	List<Method> denials() {
		return methods().stream().filter((method) -> !denials(method).isEmpty()).toList();
	}

	/** The class as messages name it. */
	String shortName() {
		return (this.type != null) ? ClassUtils.getShortName(this.type) : this.name;
	}

	/** Whether another class declares the same rules, so that nothing was overlooked. */
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
