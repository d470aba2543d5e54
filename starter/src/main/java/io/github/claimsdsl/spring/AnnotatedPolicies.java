package io.github.claimsdsl.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
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

	private final ConfigurableListableBeanFactory beanFactory;

	private final ClaimArguments arguments;

	private final List<Issue> issues = new ArrayList<>();

	AnnotatedPolicies(ConfigurableListableBeanFactory beanFactory, ClaimArguments arguments) {
		this.beanFactory = beanFactory;
		this.arguments = arguments;
	}

	List<Issue> issues() {
		return this.issues;
	}

	List<ClaimPolicy> policies(List<RuleBean> beans) {
		return beans.stream().map(this::policy).flatMap(Optional::stream).toList();
	}

	private Optional<ClaimPolicy> policy(RuleBean bean) {
		if (bean.type() == null) {
			issue("bean-type", bean.name(), "the type of bean '" + bean.name() + "' is not known before it is created",
					"Let its @Bean method return the class that declares the @Claim methods.");
			return Optional.empty();
		}
		if (bean.statements().isEmpty()) {
			issue("claim-without-policy", bean.shortName(),
					"bean '" + bean.name() + "' has @Claim methods but no @ClaimRule, so they would never be called",
					"Annotate the class with @ClaimRule, which says which tokens get the claims.");
			return Optional.empty();
		}
		RuleBean.methodsWithoutClaim(bean.type()).forEach((method) -> withoutClaim(bean, method));
		if (bean.methods().isEmpty()) {
			issue("empty-policy", bean.shortName(), "@ClaimRule bean '" + bean.name() + "' has no @Claim method",
					"Annotate the methods that return claims with @Claim(\"name\"); if they have it, let the @Bean "
							+ "method return their class.");
			return Optional.empty();
		}
		return Optional.of(definition(bean));
	}

	private void withoutClaim(RuleBean bean, Method method) {
		issue("rule-without-claim", bean.shortName() + "." + method.getName() + "(" + parameters(method) + ")",
				"the method has @ClaimRule but no @Claim, so it would never be called",
				"Annotate it with @Claim(\"name\"), or remove @ClaimRule.");
	}

	private ClaimPolicy definition(RuleBean bean) {
		String subject = bean.shortName();
		ClaimPolicy.Builder policy = ClaimPolicy.named(bean.name()).origins(new AnnotationOrigins(subject));
		PolicyStatements statements = new PolicyStatements(bean, this.issues);
		policy.namespace(resolve(subject, statements.namespace()));
		policy.order(statements.order());
		policy.mode(statements.mode());
		for (ClaimRule statement : bean.statements()) {
			policy.when(text(statement.when()));
			stated(subject, statement).forEach(policy::select);
			if (bean.statements().size() > 1 && isForAccessTokens(statement)) {
				policy.select(Dimension.TOKEN_TYPE, List.of(TokenType.ACCESS_TOKEN.value()));
			}
		}
		bean.methods().forEach((method) -> policy.claim(rule(bean, method)));
		return policy.build();
	}

	/** A statement with an audience and no token type is for access tokens. */
	private static boolean isForAccessTokens(ClaimRule statement) {
		return statement.audience().length > 0 && statement.tokenType().length == 0;
	}

	private RuleDefinition rule(RuleBean bean, Method method) {
		List<Claim> claims = RuleBean.claims(method);
		Claim claim = claims.get(0);
		String part = "." + method.getName() + "(" + parameters(method) + ")";
		String subject = bean.shortName() + part;
		List<ClaimRule> narrowing = RuleBean.statements(method);
		narrowing.forEach((rule) -> PolicyStatements.checkMethod(subject, rule, this.issues));
		List<String> conditions = new ArrayList<>(narrowing.stream().map(ClaimRule::when).toList());
		claims.forEach((stated) -> conditions.add(stated.when()));
		conditions.removeIf(String::isEmpty);
		if (claims.stream().map(Claim::value).distinct().count() > 1) {
			issue("conflicting-statements", subject, "the method and one that it overrides write different claims",
					"Give both the same name, or rename the method.");
		}
		Integer order = (claim.order() != Claim.POLICY_ORDER) ? claim.order() : null;
		OAuthError error = claim.error().isEmpty() ? null : new OAuthError(claim.error(), null);
		return new RuleDefinition(part, resolve(subject, claim.value()), value(bean, method, subject),
				conditions.stream().distinct().toList(), claims.stream().anyMatch(Claim::required), error,
				claim.onError(), order, selector(subject, narrowing));
	}

	private static String parameters(Method method) {
		return String.join(", ", Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList());
	}

	private ClaimValue value(RuleBean bean, Method method, String subject) {
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
		return new ClaimValue.Function(new ClaimMethod(bean, method, arguments), needsUser);
	}

	private void unresolved(String subject, Parameter parameter) {
		Issue wrongName = ClaimArguments.wrongName(parameter, Origin.of(subject));
		if (wrongName != null) {
			this.issues.add(wrongName);
			return;
		}
		issue("unresolvable-parameter", subject,
				"parameter '" + parameter.getName() + "' of type " + parameter.getType().getSimpleName()
						+ " cannot be resolved",
				"Take " + this.arguments.describe() + ", or declare a ClaimArgumentResolver bean.");
	}

	private Selector selector(String subject, List<ClaimRule> rules) {
		Selector selector = Selector.NONE;
		for (ClaimRule rule : rules) {
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
