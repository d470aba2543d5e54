package io.github.claimsdsl.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.policy.ClaimValue;
import io.github.claimsdsl.policy.DenyDefinition;
import io.github.claimsdsl.policy.RuleDefinition;

/**
 * Reads the {@link Claim} and {@link Deny} methods of a bean.
 */
final class RuleMethods {

	private static final Set<Class<?>> NOTHING = Set.of(void.class, Void.class);

	private static final Set<Class<?>> TRUTH = Set.of(boolean.class, Boolean.class);

	private final RuleBean bean;

	private final ClaimArguments arguments;

	private final StatedSelectors selectors;

	private final List<Issue> issues;

	RuleMethods(RuleBean bean, ClaimArguments arguments, StatedSelectors selectors, List<Issue> issues) {
		this.bean = bean;
		this.arguments = arguments;
		this.selectors = selectors;
		this.issues = issues;
	}

	/**
	 * A method that is a rule.
	 *
	 * @param method the method
	 * @param part the part of the policy that it declares
	 * @param subject what messages call it
	 * @param narrowing what it states to narrow the policy
	 */
	private record Rule(Method method, String part, String subject, List<ClaimRule> narrowing) {

		List<String> conditions() {
			return texts(this.narrowing.stream().map(ClaimRule::when));
		}

	}

	private static List<String> texts(Stream<String> stated) {
		return stated.filter((text) -> !text.isEmpty()).distinct().toList();
	}

	private Rule rule(Method method) {
		String part = "." + signature(method);
		String subject = this.bean.shortName() + part;
		List<ClaimRule> narrowing = RuleBean.statements(method);
		narrowing.forEach((stated) -> PolicyStatements.checkMethod(subject, stated, this.issues));
		return new Rule(method, part, subject, narrowing);
	}

	static String signature(Method method) {
		return method.getName() + "("
				+ String.join(", ", Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList()) + ")";
	}

	RuleDefinition claim(Method method) {
		Rule rule = rule(method);
		List<Claim> claims = RuleBean.claims(method);
		Claim claim = claims.get(0);
		if (claims.stream().map(Claim::value).distinct().count() > 1) {
			issue("conflicting-statements", rule, "the method and one that it overrides write different claims",
					"Give both the same name, or rename the method.");
		}
		if (NOTHING.contains(method.getReturnType())) {
			issue("method-returns-nothing", rule, "a @Claim method must return the claim's value",
					"Return the value, or null to leave the claim out.");
		}
		Integer order = (claim.order() != Claim.POLICY_ORDER) ? claim.order() : null;
		return new RuleDefinition(rule.part(), this.selectors.resolve(rule.subject(), claim.value()), function(rule),
				texts(Stream.concat(rule.conditions().stream(), claims.stream().map(Claim::when))),
				claims.stream().anyMatch(Claim::required), error(claim.error(), claim.errorDescription()),
				claim.onError(), order, this.selectors.of(rule.subject(), rule.narrowing()));
	}

	DenyDefinition denial(Method method) {
		Rule rule = rule(method);
		Deny deny = RuleBean.denials(method).get(0);
		Class<?> result = method.getReturnType();
		if (!TRUTH.contains(result) && !NOTHING.contains(result)) {
			issue("deny-result", rule, "a @Deny method returns " + result.getSimpleName(),
					"Return a boolean: whether to refuse the token. A method that only throws returns nothing.");
		}
		if (!RuleBean.claims(method).isEmpty()) {
			issue("claim-and-deny", rule, "the method has both @Claim and @Deny",
					"Keep one: a claim's method returns its value, a deny rule's whether to refuse.");
		}
		return new DenyDefinition(rule.part(), function(rule), rule.conditions(),
				error(deny.error(), deny.description()), this.selectors.of(rule.subject(), rule.narrowing()));
	}

	private static @Nullable OAuthError error(String code, String description) {
		return (code.isEmpty() && description.isEmpty()) ? null
				: new OAuthError(code, description.isEmpty() ? null : description);
	}

	private ClaimValue.Function function(Rule rule) {
		if (Modifier.isPrivate(rule.method().getModifiers())) {
			issue("method-not-invocable", rule, "a @Claim or @Deny method must not be private",
					"Remove 'private': a proxy of the bean could not be called.");
		}
		List<ClaimArgumentResolver.Argument> resolved = new ArrayList<>();
		for (Parameter parameter : rule.method().getParameters()) {
			this.arguments.resolve(parameter).ifPresentOrElse(resolved::add, () -> unresolved(rule, parameter));
		}
		boolean needsUser = resolved.stream().anyMatch(ClaimArgumentResolver.Argument::needsUser);
		return new ClaimValue.Function(new ClaimMethod(this.bean, rule.method(), resolved), needsUser);
	}

	private void unresolved(Rule rule, Parameter parameter) {
		Issue wrongName = ClaimArguments.wrongName(parameter, Origin.of(rule.subject()));
		if (wrongName != null) {
			this.issues.add(wrongName);
			return;
		}
		issue("unresolvable-parameter", rule,
				"parameter '" + parameter.getName() + "' of type " + parameter.getType().getSimpleName()
						+ " cannot be resolved",
				"Take " + this.arguments.describe() + ", or declare a ClaimArgumentResolver bean.");
	}

	private void issue(String code, Rule rule, String message, String help) {
		this.issues.add(new Issue(code, Origin.of(rule.subject()), message, help, null));
	}

}
