package io.github.claimsdsl.spring.rule;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.SynthesizingMethodParameter;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.spring.ClaimArgumentResolver;

/**
 * Turns the {@link Claim} and {@link Deny} methods of a bean into definitions of rules
 * and denials.
 */
final class RuleMethods {

	private static final Set<Class<?>> NOTHING = Set.of(void.class, Void.class);

	private static final Set<Class<?>> TRUTH = Set.of(boolean.class, Boolean.class);

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final RuleBean bean;

	private final ClaimArguments arguments;

	private final StatedSelectors selectors;

	private final Issues issues;

	private final StatedOnce attributes;

	RuleMethods(RuleBean bean, ClaimArguments arguments, StatedSelectors selectors, Issues issues) {
		this.bean = bean;
		this.arguments = arguments;
		this.selectors = selectors;
		this.issues = issues;
		this.attributes = new StatedOnce(issues);
	}

	/**
	 * A method that is a rule.
	 *
	 * @param method the method
	 * @param subject its name in messages
	 * @param narrowing the annotations of the method that narrow the policy
	 */
	private record Rule(Method method, String subject, List<ClaimRule> narrowing) {
	}

	private List<String> conditions(Rule rule, List<Claim> claims) {
		return Stream.concat(rule.narrowing().stream().map(ClaimRule::when), claims.stream().map(Claim::when))
			.flatMap((stated) -> this.attributes.text(rule.subject(), "when", stated).stream())
			.distinct()
			.toList();
	}

	private Rule rule(Method method) {
		String subject = this.bean.shortName() + "." + signature(method);
		List<ClaimRule> narrowing = RuleBean.statements(method);
		narrowing.forEach((stated) -> PolicyStatements.checkMethod(subject, stated, this.issues));
		return new Rule(method, subject, narrowing);
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
		RuleDefinition.Builder definition = RuleDefinition
			.builder(this.selectors.resolve(rule.subject(), claim.value()), function(rule))
			.name(method.getName())
			.declaration(new AnnotationDeclaration(rule.subject()))
			.required(claims.stream().anyMatch(Claim::required))
			.error(error(text(rule, "error", claim.error()), text(rule, "errorDescription", claim.errorDescription())))
			.onError(claim.onError())
			.order(order(rule, claim))
			.selector(this.selectors.of(rule.subject(), rule.narrowing()));
		conditions(rule, claims).forEach(definition::when);
		return definition.build();
	}

	DenialDefinition denial(Method method) {
		Rule rule = rule(method);
		Deny deny = RuleBean.denials(method).get(0);
		Class<?> result = method.getReturnType();
		if (!TRUTH.contains(result) && !NOTHING.contains(result)) {
			issue("deny-result", rule, "a @Deny method returns " + result.getSimpleName(),
					"Return a boolean: whether to refuse the token. A method that only throws returns nothing.");
		}
		if (!RuleBean.claims(method).isEmpty()) {
			issue("claim-and-deny", rule, "the method has both @Claim and @Deny",
					"Keep one. The method of a claim returns its value; the method of a denial returns whether to refuse.");
		}
		DenialDefinition.Builder definition = DenialDefinition.builder(method.getName(), function(rule))
			.declaration(new AnnotationDeclaration(rule.subject()))
			.error(error(text(rule, "error", deny.error()), text(rule, "description", deny.description())))
			.selector(this.selectors.of(rule.subject(), rule.narrowing()));
		conditions(rule, List.of()).forEach(definition::when);
		return definition.build();
	}

	private Optional<String> text(Rule rule, String attribute, String[] stated) {
		return this.attributes.text(rule.subject(), attribute, stated);
	}

	private @Nullable Integer order(Rule rule, Claim claim) {
		return this.attributes.value(rule.subject(), "order", Arrays.stream(claim.order()).boxed().toList())
			.orElse(null);
	}

	private static @Nullable OAuthError error(Optional<String> code, Optional<String> description) {
		return (code.isEmpty() && description.isEmpty()) ? null
				: new OAuthError(code.orElse(""), description.orElse(null));
	}

	private RuleValue.Function function(Rule rule) {
		if (Modifier.isPrivate(rule.method().getModifiers())) {
			issue("method-not-invocable", rule, "a @Claim or @Deny method must not be private",
					"Remove 'private': a proxy of the bean could not be called.");
		}
		List<ClaimArgumentResolver.Argument> resolved = new ArrayList<>();
		for (MethodParameter parameter : parameters(rule.method())) {
			this.arguments.resolve(parameter).ifPresentOrElse(resolved::add, () -> unresolved(rule, parameter));
		}
		boolean needsUser = resolved.stream().anyMatch(ClaimArgumentResolver.Argument::needsUser);
		return new RuleValue.Function(new ClaimMethod(this.bean, rule.method(), resolved), needsUser);
	}

	private List<MethodParameter> parameters(Method method) {
		return IntStream.range(0, method.getParameterCount()).mapToObj((index) -> {
			MethodParameter parameter = new SynthesizingMethodParameter(method, index)
				.withContainingClass(this.bean.type());
			parameter.initParameterNameDiscovery(NAMES);
			return parameter;
		}).toList();
	}

	private void unresolved(Rule rule, MethodParameter parameter) {
		Issue wrongName = ClaimArguments.wrongName(parameter, Origin.of(rule.subject()));
		if (wrongName != null) {
			this.issues.add(wrongName);
			return;
		}
		issue("unresolvable-parameter", rule, this.arguments.obstacle(parameter), this.arguments.help(parameter));
	}

	private void issue(String code, Rule rule, String message, String help) {
		this.issues.add(code, Origin.of(rule.subject()), message, help);
	}

}
