package io.github.claimsdsl.policy;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.ClaimTypes;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * One run of the compiler. Takes policies by name and rules by id, so that nothing
 * depends on the order of declaration.
 */
final class Compilation {

	private static final Comparator<Issue> BY_ORIGIN = Comparator.comparing((Issue issue) -> issue.origin().toString())
		.thenComparingInt((issue) -> (issue.snippet() != null) ? issue.snippet().lineNumber() : 0)
		.thenComparingInt((issue) -> (issue.snippet() != null) ? issue.snippet().column() : 0)
		.thenComparing(Issue::code)
		.thenComparing(Issue::message);

	private final ExpressionLanguage language;

	private final SelectorCheck selectors;

	private final NameCheck names;

	private final List<Issue> issues;

	private final Map<String, CompiledRule> byId = new HashMap<>();

	private final List<CompiledClaim> claims = new ArrayList<>();

	private final List<CompiledDenial> denials = new ArrayList<>();

	Compilation(ExpressionLanguage language, SelectorCheck selectors, NameCheck names, List<Issue> issues) {
		this.language = language;
		this.selectors = selectors;
		this.names = names;
		this.issues = issues;
	}

	ClaimPolicySet compile(List<ClaimPolicy> policies) {
		List<ClaimPolicy> sorted = policies.stream()
			.sorted(Comparator.comparing(ClaimPolicy::name)
				.thenComparing((policy) -> policy.origins().of("").toString()))
			.toList();
		this.names.checkOwned();
		checkPolicyNames(sorted);
		sorted.forEach(this::add);
		this.claims.sort(Comparator.comparingInt(CompiledRule::order).thenComparing(CompiledRule::id));
		this.denials
			.sort(Comparator.comparingInt(CompiledRule::order).thenComparing(CompiledRule::id, RuleIds.NATURAL));
		new OverlapCheck(this.issues).check(this.claims);
		if (!this.issues.isEmpty()) {
			throw new ClaimPolicyException(this.issues.stream().sorted(BY_ORIGIN).toList());
		}
		List<CompiledRule> rules = new ArrayList<>(this.denials);
		rules.addAll(this.claims);
		return new ClaimPolicySet(policies, rules, this.language, this.selectors.audiences());
	}

	private void checkPolicyNames(List<ClaimPolicy> sorted) {
		for (int i = 1; i < sorted.size(); i++) {
			ClaimPolicy first = sorted.get(i - 1);
			ClaimPolicy second = sorted.get(i);
			if (first.name().equals(second.name())) {
				issue("duplicate-policy", second.origins().of(""), "two policies are named '" + second.name() + "'",
						"Rename one; the other is at " + first.origins().of("") + ".");
			}
		}
	}

	private void add(ClaimPolicy policy) {
		Scope scope = this.selectors.policy(policy);
		boolean denying = !policy.denials().isEmpty();
		List<Condition> guards = conditions(policy.when(), policy.origins().of("when"), List.of(),
				new Kind(true, denying));
		if (policy.claims().isEmpty() && policy.denials().isEmpty()) {
			issue("empty-policy", policy.origins().of(""), "the policy has no claims and denies nothing",
					"Add claims or deny rules, or remove the policy.");
		}
		policy.claims().forEach((rule) -> addClaim(policy, scope, guards, rule));
		policy.denials().forEach((denial) -> addDenial(policy, scope, guards, denial));
	}

	private void addClaim(ClaimPolicy policy, Scope policyScope, List<Condition> guards, RuleDefinition rule) {
		Origin origin = policy.origins().of(rule.part());
		Scope scope = this.selectors.rule(policyScope, rule.selector(), new Place(policy.origins(), rule.part()));
		String name = NameCheck.finalName(policy, rule);
		this.names.check(rule.claim(), name, scope.tokenTypes(), origin);
		checkRequired(rule, origin, policy.origins().notation());
		List<Condition> conditions = conditions(rule.when(), policy.origins().of(rule.part() + ".when"), guards,
				new Kind(false, false));
		int order = (rule.order() != null) ? rule.order() : policy.order();
		CompiledRule.Header header = new CompiledRule.Header(policy.id(rule), name, origin, order, scope,
				policy.mode());
		CompiledClaim claim = new CompiledClaim(header, conditions,
				value(rule.value(), origin, expressions(conditions)), rule, this.language.schema().secretNames());
		if (isNew(claim)) {
			this.claims.add(claim);
		}
	}

	private void checkRequired(RuleDefinition rule, Origin origin, Notation notation) {
		this.issues.addAll(OAuthErrors.check(rule.error(), origin));
		if (rule.required() && rule.onError() == OnError.OMIT_CLAIM) {
			issue("required-omitted", origin, "a required claim cannot say " + notation.of("on-error", "omit-claim"),
					"Remove one of the two: a required claim that fails refuses the token.");
		}
		if (!rule.required() && rule.error() != null) {
			issue("error-without-required", origin, "an error is stated, but the claim is not required",
					"Add " + notation.of("required", "true") + ", or remove the error.");
		}
	}

	private void addDenial(ClaimPolicy policy, Scope policyScope, List<Condition> policyGuards, DenyDefinition denial) {
		Origin origin = policy.origins().of(denial.part());
		Scope scope = this.selectors.rule(policyScope, denial.selector(), new Place(policy.origins(), denial.part()));
		this.issues.addAll(OAuthErrors.check(denial.error(), origin));
		Origin place = policy.origins().of(denial.part() + ".when");
		List<Condition> guards = conditions(denial.when(), place, policyGuards, new Kind(false, true));
		CompiledValue condition = denialCondition(denial.condition(), place, expressions(guards));
		if (condition != null) {
			CompiledDenial rule = new CompiledDenial(
					new CompiledRule.Header(policy.id(denial), "deny", origin, policy.order(), scope, policy.mode()),
					guards, condition, denial.error());
			if (isNew(rule)) {
				this.denials.add(rule);
			}
		}
	}

	private @Nullable CompiledValue denialCondition(ClaimValue condition, Origin origin, List<ClaimExpression> given) {
		if (condition instanceof ClaimValue.Function function) {
			return new CompiledValue.OfFunction(function.function(), function.needsUser());
		}
		String source = ((ClaimValue.Expression) condition).source();
		ClaimExpression expression = compiled(this.language.compileDenial(source, origin, given));
		return (expression != null) ? new CompiledValue.OfExpression(expression) : null;
	}

	private boolean isNew(CompiledRule rule) {
		CompiledRule other = this.byId.putIfAbsent(rule.id(), rule);
		if (other != null) {
			issue("duplicate-rule", rule.origin(), "two rules have the id '" + rule.id() + "'",
					"Rename a policy or a rule; the other is at " + other.origin() + ".");
		}
		return other == null;
	}

	private static List<ClaimExpression> expressions(List<Condition> conditions) {
		return conditions.stream().map(Condition::expression).toList();
	}

	/**
	 * What a condition is.
	 *
	 * @param isGuard whether it guards all rules of a policy
	 * @param isDenying whether a rule that refuses tokens depends on it
	 */
	private record Kind(boolean isGuard, boolean isDenying) {
	}

	/** Compiles conditions that are read where others hold; returns all of them. */
	private List<Condition> conditions(List<String> sources, Origin origin, List<Condition> given, Kind kind) {
		List<Condition> conditions = new ArrayList<>(given);
		for (String source : sources) {
			List<ClaimExpression> known = expressions(conditions);
			ClaimExpression expression = compiled(kind.isDenying() ? this.language.compileDenial(source, origin, known)
					: this.language.compileCondition(source, origin, known));
			if (expression != null) {
				conditions.add(new Condition(expression, kind.isGuard()));
			}
		}
		return conditions;
	}

	private @Nullable ClaimExpression compiled(ExpressionLanguage.Compilation compilation) {
		this.issues.addAll(compilation.issues());
		return compilation.expression();
	}

	private CompiledValue value(ClaimValue value, Origin origin, List<ClaimExpression> given) {
		if (value instanceof ClaimValue.Function function) {
			checkType(function.function().resultType(), origin);
			return new CompiledValue.OfFunction(function.function(), function.needsUser());
		}
		String source = ((ClaimValue.Expression) value).source();
		ClaimExpression expression = compiled(this.language.compile(source, origin, given));
		return (expression != null) ? new CompiledValue.OfExpression(expression)
				: new CompiledValue.OfFunction((request) -> null, false);
	}

	private void checkType(Type type, Origin origin) {
		ClaimTypes.Problem problem = ClaimTypes.check(type, this.language.schema().secretNames());
		if (problem != null) {
			issue(problem.code(), origin, problem.message(), problem.help());
		}
	}

	private void issue(String code, Origin origin, String message, String help) {
		this.issues.add(new Issue(code, origin, message, help, null));
	}

}
