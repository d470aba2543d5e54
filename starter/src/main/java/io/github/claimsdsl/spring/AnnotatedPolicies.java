package io.github.claimsdsl.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimValue;
import io.github.claimsdsl.policy.Dimension;
import io.github.claimsdsl.policy.RuleDefinition;
import io.github.claimsdsl.policy.Selector;

/**
 * Finds {@link ClaimRule} beans and turns them into policy definitions, without creating
 * the beans.
 */
final class AnnotatedPolicies {

	private static final Pattern DASH = Pattern.compile("-(.)");

	private final ConfigurableListableBeanFactory beanFactory;

	private final ClaimBeans beans;

	private final ClaimArguments arguments;

	private final List<Issue> issues = new ArrayList<>();

	AnnotatedPolicies(ConfigurableListableBeanFactory beanFactory, ClaimArguments arguments) {
		this.beanFactory = beanFactory;
		this.beans = new ClaimBeans(beanFactory);
		this.arguments = arguments;
	}

	List<Issue> issues() {
		return this.issues;
	}

	List<ClaimPolicy> policies() {
		return this.beans.names().stream().map(this::policy).flatMap(Optional::stream).toList();
	}

	private Optional<ClaimPolicy> policy(String beanName) {
		Class<?> type = this.beans.userType(beanName);
		ClaimRule rule = this.beans.rule(beanName);
		if (type == null || rule == null) {
			issue("bean-type", beanName, "the type of bean '" + beanName + "' is not known before it is created",
					"Let its @Bean method return the class that declares the @Claim methods.");
			return Optional.empty();
		}
		String subject = ClassUtils.getShortName(type);
		List<Method> methods = ClaimBeans.methods(type);
		if (methods.isEmpty()) {
			issue("empty-policy", subject, "@ClaimRule bean '" + beanName + "' has no @Claim method",
					"Annotate the methods that return claims with @Claim(\"name\").");
		}
		ClaimPolicy.Builder policy = ClaimPolicy.named(beanName)
			.origins((part) -> Origin.of(subject + place(part)))
			.namespace(resolve(subject, rule.namespace()))
			.order(rule.order())
			.mode(rule.mode())
			.when(text(rule.when()));
		stated(subject, rule).forEach(policy::select);
		methods.forEach((method) -> policy.claim(rule(beanName, type, method)));
		return Optional.of(policy.build());
	}

	/** Names a method as it is, and what an annotation states as {@code @attribute}. */
	private static String place(String part) {
		int end = part.indexOf(')') + 1;
		String attribute = part.substring(end).replaceFirst("^\\.", "");
		return part.substring(0, end) + (attribute.isEmpty() ? ""
				: " @" + DASH.matcher(attribute).replaceAll((dash) -> dash.group(1).toUpperCase(Locale.ROOT)));
	}

	private RuleDefinition rule(String beanName, Class<?> type, Method method) {
		Claim claim = AnnotatedElementUtils.findMergedAnnotation(method, Claim.class);
		if (claim == null) {
			throw new IllegalStateException("no @Claim on " + method);
		}
		String part = "." + method.getName() + "(" + parameters(method) + ")";
		String subject = ClassUtils.getShortName(type) + part;
		ClaimRule narrowing = AnnotatedElementUtils.findMergedAnnotation(method, ClaimRule.class);
		Integer order = (claim.order() != Claim.POLICY_ORDER) ? claim.order() : null;
		OAuthError error = claim.error().isEmpty() ? null : new OAuthError(claim.error(), null);
		return new RuleDefinition(part, resolve(subject, claim.value()), value(beanName, method, subject),
				text(claim.when()), claim.required(), error, claim.onError(), order, selector(subject, narrowing));
	}

	private static String parameters(Method method) {
		return String.join(", ", Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList());
	}

	private ClaimValue value(String beanName, Method method, String subject) {
		if (Modifier.isPrivate(method.getModifiers())) {
			issue("method-not-invocable", subject, "a @Claim method must not be private",
					"Remove 'private': a proxy of the bean could not be called.");
		}
		if (method.getReturnType() == void.class || method.getReturnType() == Void.class) {
			issue("method-returns-nothing", subject, "a @Claim method must return the claim's value",
					"Return the value, or null to leave the claim out.");
		}
		List<ClaimArgumentResolver.Argument> arguments = new ArrayList<>();
		for (Parameter parameter : method.getParameters()) {
			this.arguments.resolve(parameter).ifPresentOrElse(arguments::add, () -> unresolved(subject, parameter));
		}
		boolean needsUser = arguments.stream().anyMatch(ClaimArgumentResolver.Argument::needsUser);
		return new ClaimValue.Function(new ClaimMethod(this.beanFactory, beanName, method, arguments), needsUser);
	}

	private void unresolved(String subject, Parameter parameter) {
		issue("unresolvable-parameter", subject,
				"parameter '" + parameter.getName() + "' of type " + parameter.getType().getSimpleName()
						+ " cannot be resolved",
				"Take " + this.arguments.describe() + ", or declare a ClaimArgumentResolver bean.");
	}

	private Selector selector(String subject, @Nullable ClaimRule rule) {
		Selector selector = Selector.NONE;
		if (rule != null) {
			for (Map.Entry<Dimension, List<String>> entry : stated(subject, rule).entrySet()) {
				selector = selector.with(entry.getKey(), entry.getValue());
			}
		}
		return selector;
	}

	private Map<Dimension, List<String>> stated(String subject, ClaimRule rule) {
		Map<Dimension, List<String>> stated = new EnumMap<>(Dimension.class);
		put(subject, stated, Dimension.AUDIENCE, List.of(rule.audience()));
		put(subject, stated, Dimension.GRANT_TYPE, List.of(rule.grantType()));
		put(subject, stated, Dimension.CLIENT, List.of(rule.client()));
		put(subject, stated, Dimension.SCOPE, List.of(rule.scope()));
		put(subject, stated, Dimension.TOKEN_TYPE,
				Arrays.stream(rule.tokenType()).map((type) -> type.value()).toList());
		put(subject, stated, Dimension.ISSUANCE,
				Arrays.stream(rule.issuance()).map((issuance) -> issuance.value()).toList());
		put(subject, stated, Dimension.SUBJECT, Arrays.stream(rule.subject()).map((value) -> value.value()).toList());
		return stated;
	}

	private void put(String subject, Map<Dimension, List<String>> stated, Dimension dimension,
			Collection<String> values) {
		if (!values.isEmpty()) {
			stated.put(dimension, values.stream().map((value) -> resolve(subject, value)).toList());
		}
	}

	private String resolve(String subject, String text) {
		String resolved = resolved(text);
		if (resolved.contains("${")) {
			issue("placeholder", subject, "the placeholder in '" + text + "' cannot be resolved",
					"Set its property, or give it a default after a colon.");
		}
		return resolved;
	}

	private String resolved(String text) {
		try {
			String resolved = this.beanFactory.resolveEmbeddedValue(text);
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private static @Nullable String text(String annotated) {
		return annotated.isEmpty() ? null : annotated;
	}

	private void issue(String code, String subject, String message, String help) {
		this.issues.add(new Issue(code, Origin.of(subject), message, help, null));
	}

}
