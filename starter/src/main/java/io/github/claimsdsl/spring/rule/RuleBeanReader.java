package io.github.claimsdsl.spring.rule;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;

/**
 * Turns {@link ClaimRule} beans into policy definitions, without creating the beans.
 */
final class RuleBeanReader {

	private final ClaimArguments arguments;

	private final Issues issues = new Issues();

	private final StatedSelectors selectors;

	RuleBeanReader(ConfigurableListableBeanFactory beanFactory, ClaimArguments arguments) {
		this.arguments = arguments;
		this.selectors = new StatedSelectors(beanFactory, this.issues);
	}

	Issues issues() {
		return this.issues;
	}

	List<ClaimPolicy> policies(List<RuleBean> beans) {
		List<RuleBean> distinct = new ArrayList<>();
		for (RuleBean bean : beans) {
			Optional<RuleBean> other = distinct.stream().filter(bean::repeats).findFirst();
			other.ifPresentOrElse((first) -> registeredTwice(first, bean), () -> distinct.add(bean));
		}
		return distinct.stream().map(this::policy).flatMap(Optional::stream).toList();
	}

	private void registeredTwice(RuleBean first, RuleBean second) {
		issue("registered-twice", second.shortName(),
				"the class is registered as two beans, so each rule would run twice: " + first.origin() + " and "
						+ second.origin(),
				"Remove one of them. If you need both, narrow them with different @ClaimRule on their @Bean methods.");
	}

	private Optional<ClaimPolicy> policy(RuleBean bean) {
		if (bean.type() == null) {
			issue("bean-type", bean.name(), "the type of bean '" + bean.name() + "' is not known before it is created",
					"Let its @Bean method return the class that declares the @Claim and @Deny methods.");
			return Optional.empty();
		}
		if (bean.statements().isEmpty()) {
			issue("claim-without-policy", bean.shortName(),
					"bean '" + bean.name()
							+ "' has @Claim or @Deny methods but no @ClaimRule, so they would never be called",
					"Annotate the class with @ClaimRule, which says which tokens they are for.");
			return Optional.empty();
		}
		RuleBean.methodsWithoutRule(bean.type()).forEach((method) -> withoutClaim(bean, method));
		if (bean.claims().isEmpty() && bean.denials().isEmpty()) {
			issue("empty-policy", bean.shortName(),
					"@ClaimRule bean '" + bean.name() + "' has no @Claim and no @Deny method",
					"Annotate the methods that return claims with @Claim(\"name\"). If they have it already, let the "
							+ "@Bean method return their class.");
			return Optional.empty();
		}
		return Optional.of(definition(bean));
	}

	private void withoutClaim(RuleBean bean, Method method) {
		issue("rule-without-claim", bean.shortName() + "." + RuleMethods.signature(method),
				"the method has @ClaimRule but no @Claim or @Deny, so it would never be called",
				"Annotate it with @Claim(\"name\") or @Deny, or remove @ClaimRule.");
	}

	private ClaimPolicy definition(RuleBean bean) {
		String subject = bean.shortName();
		ClaimPolicy.Builder policy = ClaimPolicy.named(bean.name()).declaration(new AnnotationDeclaration(subject));
		PolicyStatements statements = new PolicyStatements(bean, this.issues);
		policy.namespace(this.selectors.resolve(subject, statements.namespace()));
		policy.order(statements.order());
		policy.mode(statements.mode());
		statements.conditions().forEach(policy::when);
		bean.ofBeanMethod().forEach((statement) -> PolicyStatements.checkBeanMethod(subject, statement, this.issues));
		for (ClaimRule statement : bean.statements()) {
			this.selectors.of(subject, statement).forEach(policy::select);
			if (bean.statements().size() > 1 && isForAccessTokens(statement)) {
				policy.select(Dimension.TOKEN_TYPE, List.of(TokenType.ACCESS_TOKEN.value()));
			}
		}
		RuleMethods methods = new RuleMethods(bean, this.arguments, this.selectors, this.issues);
		bean.claims().forEach((method) -> policy.claim(methods.claim(method)));
		bean.denials().forEach((method) -> policy.deny(methods.denial(method)));
		return policy.build();
	}

	/**
	 * Returns whether an annotation with an audience leaves out the token type, so that
	 * it is for access tokens.
	 */
	private static boolean isForAccessTokens(ClaimRule statement) {
		return statement.audience().length > 0 && statement.tokenType().length == 0;
	}

	private void issue(String code, String subject, String message, String help) {
		this.issues.add(code, Origin.of(subject), message, help);
	}

}
