package io.github.claimsdsl.policy;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Notation;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.ClaimTypes;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * One run of the compiler. It sorts policies by name and rules by id, so that the result
 * does not depend on the order of declaration.
 */
final class PolicyCompilation {

	private final ExpressionLanguage language;

	private final SelectorCheck selectors;

	private final NameCheck names;

	private final TokenTypeCheck types;

	private final MayAct mayAct;

	private final Issues issues;

	private final Map<String, CompiledRule> byId = new HashMap<>();

	private final List<CompiledClaim> claims = new ArrayList<>();

	private final List<CompiledDenial> denials = new ArrayList<>();

	PolicyCompilation(ExpressionLanguage language, SelectorCheck selectors, NameCheck names, Issues issues) {
		this.language = language;
		this.selectors = selectors;
		this.names = names;
		this.types = new TokenTypeCheck(issues);
		this.mayAct = new MayAct(issues);
		this.issues = issues;
	}

	ClaimPolicySet compile(List<ClaimPolicy> policies) {
		List<ClaimPolicy> sorted = policies.stream()
			.sorted(Comparator.comparing(ClaimPolicy::name)
				.thenComparing((policy) -> policy.declaration().origin().toString()))
			.toList();
		this.names.checkOwned();
		checkPolicyNames(sorted);
		sorted.forEach(this::add);
		this.claims.sort(Comparator.comparingInt(CompiledRule::order).thenComparing(CompiledRule::id));
		this.denials
			.sort(Comparator.comparingInt(CompiledRule::order).thenComparing(CompiledRule::id, RuleIds.NATURAL));
		new OverlapCheck(this.issues).check(this.claims);
		this.issues.throwIfAny();
		List<CompiledRule> rules = new ArrayList<>(this.denials);
		rules.addAll(this.claims);
		return new ClaimPolicySet(policies, rules, this.language, this.selectors.audiences());
	}

	private void checkPolicyNames(List<ClaimPolicy> sorted) {
		for (int i = 1; i < sorted.size(); i++) {
			ClaimPolicy first = sorted.get(i - 1);
			ClaimPolicy second = sorted.get(i);
			if (first.name().equals(second.name())) {
				this.issues.add("duplicate-policy", second.declaration().origin(),
						"two policies are named '" + second.name() + "'",
						"Rename one; the other is at " + first.declaration().origin() + ".");
			}
		}
	}

	private void add(ClaimPolicy policy) {
		TokenMatch match = this.selectors.policy(policy);
		boolean denying = !policy.denials().isEmpty();
		List<Condition> guards = conditions(policy.when(), policy.declaration().of("when"), List.of(),
				new Kind(true, denying));
		this.types.check(expressions(guards), match, policy.declaration().of("when"));
		if (policy.claims().isEmpty() && policy.denials().isEmpty()) {
			this.issues.add("empty-policy", policy.declaration().origin(),
					"the policy has no claims and denies nothing", "Add claims or deny rules, or remove the policy.");
		}
		policy.claims().forEach((rule) -> addClaim(policy, match, guards, rule));
		policy.denials().forEach((denial) -> addDenial(policy, match, guards, denial));
	}

	private void addClaim(ClaimPolicy policy, TokenMatch policyMatch, List<Condition> guards, RuleDefinition rule) {
		Declaration declaration = policy.declaration(rule);
		Origin origin = declaration.origin();
		TokenMatch match = this.selectors.rule(policyMatch, rule.selector(), declaration);
		String name = policy.claimName(rule);
		this.selectors.checkSeen(match, declaration);
		this.names.check(rule.claim(), name, match, origin);
		checkRequired(rule, origin, declaration.notation());
		List<Condition> conditions = conditions(rule.when(), declaration.of("when"), guards, new Kind(false, false));
		int order = (rule.order() != null) ? rule.order() : policy.order();
		CompiledRule.Header header = new CompiledRule.Header(policy.id(rule), name, origin, order, match,
				policy.mode());
		CompiledValue value = value(rule.value(), origin, expressions(conditions));
		checkTypes(value, conditions.subList(guards.size(), conditions.size()), match, declaration);
		this.types.checkError(rule.error(), match, origin);
		if (MayAct.is(name)) {
			this.mayAct.check(rule, value, declaration);
		}
		CompiledClaim claim = new CompiledClaim(header, conditions, value, rule, this.language);
		if (isNew(claim)) {
			this.claims.add(claim);
		}
	}

	/**
	 * Checks what the rule itself reads. The guards of its policy are checked already.
	 */
	private void checkTypes(CompiledValue value, List<Condition> conditions, TokenMatch match,
			Declaration declaration) {
		if (value instanceof CompiledValue.OfExpression read) {
			this.types.check(List.of(read.expression()), match, declaration.origin());
		}
		else {
			this.types.checkParameters(value.parameters(), match, declaration.origin());
		}
		this.types.check(expressions(conditions), match, declaration.of("when"));
	}

	private void checkRequired(RuleDefinition rule, Origin origin, Notation notation) {
		OAuthErrors.check(rule.error(), origin, this.issues);
		if (rule.required() && rule.onError() == OnError.OMIT_CLAIM) {
			this.issues.add("required-omitted", origin,
					"a required claim cannot have " + notation.of("on-error", "omit-claim"),
					"Remove one of the two: a required claim that fails refuses the token.");
		}
		if (!rule.required() && rule.error() != null) {
			this.issues.add("error-without-required", origin, "the claim has an error, but it is not required",
					"Add " + notation.of("required", "true") + ", or remove the error.");
		}
	}

	private void addDenial(ClaimPolicy policy, TokenMatch policyMatch, List<Condition> policyGuards,
			DenialDefinition denial) {
		Declaration declaration = policy.declaration(denial);
		Origin origin = declaration.origin();
		TokenMatch match = this.selectors.rule(policyMatch, denial.selector(), declaration);
		OAuthErrors.check(denial.error(), origin, this.issues);
		Origin place = declaration.of("when");
		List<Condition> guards = conditions(denial.when(), place, policyGuards, new Kind(false, true));
		CompiledValue condition = denialCondition(denial.condition(), place, expressions(guards));
		if (condition != null) {
			checkTypes(condition, guards.subList(policyGuards.size(), guards.size()), match, declaration);
			this.types.checkError(denial.error(), match, origin);
			CompiledDenial rule = new CompiledDenial(
					new CompiledRule.Header(policy.id(denial), "deny", origin, policy.order(), match, policy.mode()),
					guards, condition, denial.error());
			if (isNew(rule)) {
				this.denials.add(rule);
			}
		}
	}

	private @Nullable CompiledValue denialCondition(RuleValue condition, Origin origin, List<ClaimExpression> given) {
		if (condition instanceof RuleValue.Function function) {
			return new CompiledValue.OfFunction(function.function(), function.needsUser());
		}
		String source = ((RuleValue.Expression) condition).source();
		ClaimExpression expression = compiled(this.language.compileDenial(source, origin, given));
		return (expression != null) ? new CompiledValue.OfExpression(expression) : null;
	}

	private boolean isNew(CompiledRule rule) {
		CompiledRule other = this.byId.putIfAbsent(rule.id(), rule);
		if (other != null) {
			this.issues.add("duplicate-rule", rule.origin(), "two rules have the id '" + rule.id() + "'",
					"Rename a policy or a rule; the other is at " + other.origin() + ".");
		}
		return other == null;
	}

	private static List<ClaimExpression> expressions(List<Condition> conditions) {
		return conditions.stream().map(Condition::expression).toList();
	}

	/**
	 * The kind of a condition.
	 *
	 * @param isGuard whether the condition guards all rules of a policy
	 * @param isDenying whether a deny rule depends on the condition
	 */
	private record Kind(boolean isGuard, boolean isDenying) {
	}

	/**
	 * Compiles conditions that are evaluated only if the given ones are true. Returns the
	 * given ones followed by the new ones.
	 */
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

	private CompiledValue value(RuleValue value, Origin origin, List<ClaimExpression> given) {
		if (value instanceof RuleValue.Function function) {
			checkType(function.function().resultType(), origin);
			return new CompiledValue.OfFunction(function.function(), function.needsUser());
		}
		String source = ((RuleValue.Expression) value).source();
		ClaimExpression expression = compiled(this.language.compile(source, origin, given));
		return (expression != null) ? new CompiledValue.OfExpression(expression)
				: new CompiledValue.OfFunction((request) -> null, false);
	}

	private void checkType(Type type, Origin origin) {
		ClaimTypes.Problem problem = ClaimTypes.check(type, this.language.schema().secretNames());
		if (problem != null) {
			this.issues.add(problem.code(), origin, problem.message(), problem.help());
		}
	}

}
