package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.DidYouMean;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * Checks and compiles policies together. Finds every issue, then throws once. Immutable.
 */
public final class ClaimPolicyCompiler {

	private static final Set<String> ERRORS = Set.of("invalid_request", "invalid_client", "invalid_grant",
			"unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied", "invalid_target",
			"server_error", "temporarily_unavailable", "interaction_required", "login_required", "consent_required",
			"insufficient_scope", "unmet_authentication_requirements");

	private final ExpressionLanguage language;

	private final @Nullable Set<String> audiences;

	private final Set<String> ownedClaims;

	/**
	 * Creates a compiler.
	 * @param language what expressions can read
	 */
	public ClaimPolicyCompiler(ExpressionLanguage language) {
		this(language, null, Set.of());
	}

	private ClaimPolicyCompiler(ExpressionLanguage language, @Nullable Set<String> audiences, Set<String> ownedClaims) {
		this.language = language;
		this.audiences = audiences;
		this.ownedClaims = ownedClaims;
	}

	/**
	 * Holds policies to declared audiences.
	 * @param audiences the declared audiences
	 * @return a compiler that reports any other
	 */
	public ClaimPolicyCompiler withAudiences(Set<String> audiences) {
		return new ClaimPolicyCompiler(this.language, Set.copyOf(audiences), this.ownedClaims);
	}

	/**
	 * Lets rules write claims that are protected otherwise.
	 * @param claims their names; of {@code acr}, {@code amr}, {@code auth_time},
	 * {@code azp}, {@code may_act} and {@code username}
	 * @return a compiler that accepts them
	 */
	public ClaimPolicyCompiler withOwnedClaims(Set<String> claims) {
		return new ClaimPolicyCompiler(this.language, this.audiences, Set.copyOf(claims));
	}

	/**
	 * Checks and compiles policies.
	 * @param policies the policies, in any order
	 * @return the policy set
	 * @throws ClaimPolicyException if a policy cannot work; it holds every issue
	 */
	public ClaimPolicySet compile(List<ClaimPolicy> policies) {
		return new Compilation().compile(policies);
	}

	/** One run of the compiler. */
	private final class Compilation {

		private final List<Issue> issues = new ArrayList<>();

		private final List<CompiledClaim> claims = new ArrayList<>();

		private final List<CompiledRule> denials = new ArrayList<>();

		private final SelectorCheck selectors = new SelectorCheck(ClaimPolicyCompiler.this.audiences, this.issues);

		ClaimPolicySet compile(List<ClaimPolicy> policies) {
			checkOwnedClaims();
			checkNames(policies);
			policies.forEach(this::add);
			new OverlapCheck(this.issues).check(this.claims);
			if (!this.issues.isEmpty()) {
				throw new ClaimPolicyException(this.issues);
			}
			return new ClaimPolicySet(policies, inOrder());
		}

		private List<CompiledRule> inOrder() {
			Comparator<CompiledRule> order = Comparator.comparingInt(CompiledRule::order)
				.thenComparing(CompiledRule::id)
				.thenComparing((rule) -> rule.origin().toString());
			List<CompiledRule> rules = new ArrayList<>(this.denials.stream().sorted(order).toList());
			rules.addAll(this.claims.stream().sorted(order).toList());
			for (int i = 0; i < rules.size(); i++) {
				rules.get(i).position(i);
			}
			return rules;
		}

		private void checkOwnedClaims() {
			ClaimPolicyCompiler.this.ownedClaims.stream()
				.filter((claim) -> !ProtectedClaims.OWNABLE.contains(claim))
				.forEach((claim) -> issue("owned-claim", Origin.of("claims-dsl.owned-claims"),
						"claim '" + claim + "' cannot be owned by policies", "Those that can: "
								+ String.join(", ", ProtectedClaims.OWNABLE.stream().sorted().toList()) + "."));
		}

		private void checkNames(List<ClaimPolicy> policies) {
			Map<String, ClaimPolicy> byName = new HashMap<>();
			for (ClaimPolicy policy : policies) {
				ClaimPolicy other = byName.putIfAbsent(policy.name(), policy);
				if (other != null) {
					issue("duplicate-policy", policy.origins().of(""), "two policies are named '" + policy.name() + "'",
							"Rename one; the other is at " + other.origins().of("") + ".");
				}
			}
		}

		private void add(ClaimPolicy policy) {
			CompiledRule.Scope scope = this.selectors.policy(policy);
			Condition guard = condition(policy.when(), policy.origins().of("when"));
			if (policy.claims().isEmpty() && policy.denials().isEmpty()) {
				issue("empty-policy", policy.origins().of(""), "the policy has no claims and denies nothing",
						"Add claims or deny rules, or remove the policy.");
			}
			policy.claims().forEach((rule) -> addClaim(policy, scope, guard, rule));
			policy.denials().forEach((denial) -> addDenial(policy, scope, denial));
		}

		private void addClaim(ClaimPolicy policy, CompiledRule.Scope policyScope, @Nullable Condition guard,
				RuleDefinition rule) {
			Origin origin = policy.origins().of(rule.part());
			CompiledRule.Scope scope = this.selectors.rule(policyScope, rule, policy.origins());
			String name = finalName(policy, rule);
			checkName(name, scope, origin);
			checkError(rule.error(), origin);
			if (rule.required() && rule.onError() == OnError.OMIT_CLAIM) {
				issue("required-omitted", origin, "a required claim cannot say on-error: omit-claim",
						"Remove one of the two: a required claim that fails refuses the token.");
			}
			Condition condition = condition(rule.when(), policy.origins().of(rule.part() + ".when"));
			CompiledClaim.Value value = value(rule.value(), origin);
			int order = (rule.order() != null) ? rule.order() : policy.order();
			CompiledRule.Header header = new CompiledRule.Header(policy.name() + "." + rule.claim(), name, origin,
					order, scope);
			this.claims.add(new CompiledClaim(header, guard, condition, value, rule));
		}

		private static String finalName(ClaimPolicy policy, RuleDefinition rule) {
			boolean absolute = rule.claim().contains("://") || rule.claim().startsWith("urn:");
			return absolute ? rule.claim() : policy.namespace() + rule.claim();
		}

		private void checkName(String name, CompiledRule.Scope scope, Origin origin) {
			if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
				issue("claim-name", origin, "the name of the claim is blank or holds control characters",
						"Give it a name such as email or https://mydomain.com/claims/email.");
			}
			if (ClaimPolicyCompiler.this.ownedClaims.contains(name)) {
				return;
			}
			for (TokenType type : scope.tokenTypes()) {
				ProtectedClaims.standard(type, name)
					.ifPresent((standard) -> protectedClaim(name, type, standard, origin));
			}
		}

		private void protectedClaim(String name, TokenType type, String standard, Origin origin) {
			String own = ProtectedClaims.OWNABLE.contains(name)
					? ", or name it under claims-dsl.owned-claims if your server owns it" : "";
			issue("protected-claim", origin,
					"claim '" + name + "' of the " + type.value() + " is protected (" + standard + ")",
					"Choose another name, or set a namespace" + own + ".");
		}

		private void addDenial(ClaimPolicy policy, CompiledRule.Scope scope, DenyDefinition denial) {
			Origin origin = policy.origins().of(denial.part());
			checkError(denial.error(), origin);
			Condition condition = condition(denial.when(), policy.origins().of(denial.part() + ".when"));
			if (condition != null) {
				CompiledRule.Header header = new CompiledRule.Header(policy.name() + "." + denial.part(), "deny",
						origin, policy.order(), scope);
				this.denials.add(new CompiledDenial(header, condition, denial.error()));
			}
		}

		private void checkError(@Nullable OAuthError error, Origin origin) {
			if (error == null) {
				return;
			}
			if (!ERRORS.contains(error.code())) {
				issue("unknown-error", origin, "'" + error.code() + "' is not a registered OAuth error",
						DidYouMean.sentence(error.code(), ERRORS));
			}
			if (error.description() != null && !error.description().matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*")) {
				issue("error-description", origin,
						"the error description holds characters that RFC 6749 does not allow",
						"Use printable ASCII without quotation marks and backslashes (section 5.2).");
			}
		}

		private @Nullable Condition condition(@Nullable String source, Origin origin) {
			if (source == null) {
				return null;
			}
			ExpressionLanguage.Compilation compilation = ClaimPolicyCompiler.this.language.compileCondition(source,
					origin);
			this.issues.addAll(compilation.issues());
			return Condition.of(compilation.expression());
		}

		private CompiledClaim.Value value(ClaimValue value, Origin origin) {
			if (value instanceof ClaimValue.Function function) {
				return new CompiledClaim.FunctionValue(function.function(), function.needsUser());
			}
			String source = ((ClaimValue.Expression) value).source();
			ExpressionLanguage.Compilation compilation = ClaimPolicyCompiler.this.language.compile(source, origin);
			this.issues.addAll(compilation.issues());
			ClaimExpression expression = compilation.expression();
			return (expression != null) ? new CompiledClaim.ExpressionValue(expression)
					: new CompiledClaim.FunctionValue((request) -> null, false);
		}

		private void issue(String code, Origin origin, String message, String help) {
			this.issues.add(new Issue(code, origin, message, help, null));
		}

	}

}
