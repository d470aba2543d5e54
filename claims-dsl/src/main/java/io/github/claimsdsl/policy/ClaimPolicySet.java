package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * All policies of a server, compiled. It decides the claims of tokens, and it can explain
 * a decision and describe the policies for a review. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ClaimPolicySet {

	private final List<ClaimPolicy> policies;

	private final List<CompiledRule> rules;

	private final RuleIndex index;

	private final @Nullable RuleIndex reporting;

	private final Set<TokenType> types;

	private final Set<TokenType> enforcedTypes;

	/** The enforced rules that write claims, by the name of the claim. */
	private final Map<String, List<CompiledRule>> writers;

	private final ExpressionLanguage language;

	private final @Nullable Set<String> audiences;

	ClaimPolicySet(List<ClaimPolicy> policies, List<CompiledRule> rules, ExpressionLanguage language,
			@Nullable Set<String> audiences) {
		this.policies = List.copyOf(policies);
		this.rules = List.copyOf(rules);
		List<CompiledRule> enforced = enforced(this.rules);
		this.index = new RuleIndex(enforced);
		this.reporting = (enforced.size() < this.rules.size()) ? new RuleIndex(this.rules) : null;
		this.writers = enforced.stream()
			.filter(CompiledClaim.class::isInstance)
			.collect(Collectors.groupingBy(CompiledRule::claim));
		this.types = types(this.rules);
		this.enforcedTypes = types(enforced);
		this.language = language;
		this.audiences = audiences;
	}

	private static List<CompiledRule> enforced(List<CompiledRule> rules) {
		return rules.stream().filter(CompiledRule::isEnforced).toList();
	}

	/**
	 * Checks and compiles policies without declared audiences, so that any audience is
	 * accepted.
	 * @param policies the policies
	 * @param language what expressions can read
	 * @return the policy set
	 * @throws io.github.claimsdsl.ClaimPolicyException if a policy cannot work; it holds
	 * every issue
	 */
	public static ClaimPolicySet of(List<ClaimPolicy> policies, ExpressionLanguage language) {
		return new ClaimPolicyCompiler(language).compile(policies);
	}

	/**
	 * Decides the claims of a token. Policies in report mode do not change the decision.
	 * If one of them selects the token, the decision also reports what would have been
	 * decided with them.
	 * @param request the token that is about to be issued
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request) {
		return reporting(request, Evaluation.decide(request, select(request), null));
	}

	/** Adds the decision that would have been made with the policies in report mode. */
	private ClaimDecision reporting(TokenRequest request, ClaimDecision decision) {
		return (this.reporting != null) ? reporting(request, decision, this.reporting.select(request)) : decision;
	}

	private static ClaimDecision reporting(TokenRequest request, ClaimDecision decision, List<CompiledRule> selected) {
		if (selected.stream().allMatch(CompiledRule::isEnforced)) {
			return decision;
		}
		TokenRequest copy = request.forReport();
		return decision
			.withReported(new ExistingClaims(copy, selected).compareReported(Evaluation.report(copy, selected)));
	}

	/**
	 * Decides only whether a token or answer is refused, by a denial or because a
	 * required claim is absent. Rules that cannot refuse are not evaluated.
	 * @param request the token or answer
	 * @param listener the listener that is notified of each rule that was evaluated, or
	 * {@code null} for none
	 * @return a decision without claims
	 */
	public ClaimDecision evaluateRefusal(TokenRequest request, @Nullable RuleListener listener) {
		ClaimDecision decision = Evaluation.decide(request, refusing(select(request)), listener).withoutClaims();
		return (this.reporting != null) ? reporting(request, decision, refusing(this.reporting.select(request)))
				: decision;
	}

	/**
	 * Returns the denials and all rules that write a required claim: any of them may
	 * supply it.
	 */
	private static List<CompiledRule> refusing(List<CompiledRule> selected) {
		Set<String> required = selected.stream()
			.filter(CompiledRule::isRequired)
			.map(CompiledRule::claim)
			.collect(Collectors.toSet());
		return selected.stream()
			.filter((rule) -> rule instanceof CompiledDenial || required.contains(rule.claim()))
			.toList();
	}

	/**
	 * Tells whether an enforced rule selects a token or answer.
	 * @param request the token or answer
	 * @return {@code true} if there is such a rule
	 */
	public boolean selects(TokenRequest request) {
		return !select(request).isEmpty();
	}

	/**
	 * Returns the types of tokens and answers that the rules are for, in any mode.
	 * @return the types of tokens and answers, unmodifiable
	 */
	public Set<TokenType> types() {
		return this.types;
	}

	/**
	 * Returns the types of tokens and answers that enforced rules are for.
	 * @return the types, unmodifiable
	 */
	public Set<TokenType> enforcedTypes() {
		return this.enforcedTypes;
	}

	private static Set<TokenType> types(List<CompiledRule> rules) {
		return Arrays.stream(TokenType.values())
			.filter((type) -> rules.stream().anyMatch((rule) -> rule.match().isFor(type)))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Tells whether an enforced rule can write a claim to the tokens of an authorization,
	 * initial or refreshed. Conditions are not considered.
	 * @param type the type of the tokens
	 * @param claim the final name of the claim
	 * @param request an answer about one of the tokens
	 * @return {@code true} if a rule for the claim selects the tokens
	 */
	public boolean writes(TokenType type, String claim, TokenRequest request) {
		return this.writers.getOrDefault(claim, List.of())
			.stream()
			.anyMatch((rule) -> rule.match().isFor(type) && rule.match().matchesAnyIssuance(request));
	}

	/** Returns the enforced rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		return this.index.select(request);
	}

	/**
	 * Decides the claims of a token and measures how long each rule takes.
	 * @param request the token that is about to be issued
	 * @param listener the listener that is notified of each rule that was evaluated,
	 * except those that are only reported
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request, RuleListener listener) {
		return reporting(request, Evaluation.decide(request, select(request), listener));
	}

	/**
	 * Decides the claims of a token for a server that only reports decisions. A rule
	 * whose claim is set already is evaluated too, and its outcome tells whether it would
	 * write the same value. A claim that is set already and that rules write to other
	 * tokens only has an outcome too.
	 * @param request the token that is about to be issued
	 * @param listener the listener that is notified of each rule that was evaluated,
	 * except those of policies in report mode, or {@code null} for none
	 * @return a decision that changes nothing and reports what would have been decided
	 */
	public ClaimDecision report(TokenRequest request, @Nullable RuleListener listener) {
		RuleListener first = (listener != null) ? (outcome, nanoseconds) -> {
			if (outcome.status() != Status.ALREADY_SET) {
				listener.evaluated(outcome, nanoseconds);
			}
		} : null;
		ClaimDecision decision = reporting(request, Evaluation.decide(request, select(request), first)).reportedOnly();
		RuleIndex all = (this.reporting != null) ? this.reporting : this.index;
		return decision.withReported(new ExistingClaims(request, all.select(request))
			.compareAll(decision.reported().orElseThrow(), this.writers, listener));
	}

	/**
	 * Decides the claims of a token, and tells why each of the other rules was not
	 * selected.
	 * @param request the token that is about to be issued
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request) {
		return explain(request, evaluate(request));
	}

	/**
	 * Explains a decision: tells why each of the other rules was not selected.
	 * @param request the token
	 * @param decision the decision for the token
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request, ClaimDecision decision) {
		List<ClaimExplanation.NotSelected> notSelected = new ArrayList<>();
		for (CompiledRule rule : this.rules) {
			Dimension mismatch = rule.match().mismatch(request);
			if (mismatch != null) {
				notSelected.add(new ClaimExplanation.NotSelected(rule.id(), rule.claim(), rule.origin(), mismatch));
			}
		}
		return new ClaimExplanation(decision, notSelected);
	}

	/**
	 * Returns which claims can reach which tokens, from selectors alone. Policies in
	 * report mode are left out, because they write no claims.
	 * @return a new matrix at each call
	 */
	public ClaimMatrix matrix() {
		return matrix((rule) -> rule instanceof CompiledClaim && rule.isEnforced());
	}

	/**
	 * Returns which claims the policies in report mode could write to which tokens if
	 * they were enforced, from selectors alone.
	 * @return a new matrix at each call
	 */
	public ClaimMatrix reportMatrix() {
		return matrix((rule) -> rule instanceof CompiledClaim && !rule.isEnforced());
	}

	/**
	 * Returns which denials can refuse which tokens, from selectors alone. Policies in
	 * report mode are included, although they refuse nothing.
	 * @return a new matrix at each call; its rules are the denials, and their claim is
	 * named {@code deny}
	 */
	public ClaimMatrix denialMatrix() {
		return matrix(CompiledDenial.class::isInstance);
	}

	private ClaimMatrix matrix(Predicate<CompiledRule> kind) {
		return ClaimMatrix.of(this.rules.stream().filter(kind).toList(), this.audiences);
	}

	/**
	 * Returns facts about what the policies do, for a review of changes: what each rule
	 * writes, what each denial refuses, for which tokens, and which claims reach which
	 * tokens. The facts do not depend on white space, quotes or unnecessary parentheses
	 * in expressions, or on the order in which policies are declared.
	 * @return the facts, sorted, in a new unmodifiable set at each call
	 */
	public SortedSet<PolicyFact> facts() {
		SortedSet<PolicyFact> facts = new TreeSet<>();
		this.rules.forEach((rule) -> RuleFacts.of(rule).addTo(facts));
		matrix().widest()
			.forEach((reach) -> facts.add(
					new PolicyFact(PolicyFact.Kind.CLAIM, reach.claim(), PolicyFact.Aspect.REACHES, reach.toString())));
		return Collections.unmodifiableSortedSet(facts);
	}

	/**
	 * Returns the names of the request parameters that rules may read: those that
	 * expressions can read, and those that Java rules name.
	 * @return the names, sorted; unmodifiable
	 * @see RuleFunction#parameters()
	 */
	public Set<String> requestParameters() {
		return parameters(this.rules);
	}

	/**
	 * Returns the names of the request parameters that enforced rules may read.
	 * Parameters that only policies in report mode name are left out, because such a
	 * policy must not cause a request to be refused.
	 * @return the names, sorted; unmodifiable
	 */
	public Set<String> enforcedParameters() {
		return parameters(enforced(this.rules));
	}

	private Set<String> parameters(List<CompiledRule> rules) {
		SortedSet<String> names = new TreeSet<>(this.language.schema().parameters());
		rules.forEach((rule) -> names.addAll(rule.parameters()));
		return Collections.unmodifiableSortedSet(names);
	}

	/**
	 * Returns the ids of the rules that a preview cannot decide, because the value or a
	 * condition reads something that exists only while a token is issued.
	 * @return the ids, sorted; unmodifiable
	 */
	public Set<String> unpreviewableRules() {
		return ids((rule) -> !rule.isPreviewable());
	}

	/**
	 * Returns the ids of the rules and denials whose value or condition reads the user.
	 * For a token without a user, such a rule writes no claim, and such a denial refuses
	 * the token.
	 * @return the ids, sorted; unmodifiable
	 */
	public Set<String> rulesThatNeedUser() {
		return ids(CompiledRule::needsUser);
	}

	private Set<String> ids(Predicate<CompiledRule> kind) {
		return this.rules.stream()
			.filter(kind)
			.map(CompiledRule::id)
			.collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
					Collections::unmodifiableSortedSet));
	}

	/**
	 * Returns the language of the policies' expressions, for example to try out another
	 * expression.
	 * @return the language
	 */
	public ExpressionLanguage language() {
		return this.language;
	}

	/**
	 * Returns the policies as they were declared.
	 * @return the policies, unmodifiable
	 */
	public List<ClaimPolicy> policies() {
		return this.policies;
	}

}
