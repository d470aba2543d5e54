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
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * All policies of a server, compiled. Immutable and thread-safe.
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

	/** The enforced rules by their claims. */
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
	 * Checks and compiles policies that have no declared audiences to hold to.
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
	 * Decides the claims of a token. Policies in report mode do not change the decision;
	 * where one of them selects the token, the decision reports what would have been
	 * decided with them.
	 * @param request the token about to be issued
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request) {
		return reporting(request, Evaluation.decide(request, select(request), null));
	}

	/** Adds what would have been decided, once the enforced rules have decided. */
	private ClaimDecision reporting(TokenRequest request, ClaimDecision decision) {
		return (this.reporting != null) ? reporting(request, decision, this.reporting.select(request)) : decision;
	}

	private static ClaimDecision reporting(TokenRequest request, ClaimDecision decision, List<CompiledRule> selected) {
		if (selected.stream().allMatch(CompiledRule::isEnforced)) {
			return decision;
		}
		return decision.withReported(Evaluation.report(request.forReport(), selected));
	}

	/**
	 * Decides only whether a token or answer is refused: by a denial, or for want of a
	 * required claim. What else would be written is not evaluated.
	 * @param request the token or answer
	 * @param listener is notified of each rule that was evaluated, or {@code null} if
	 * nobody is
	 * @return a decision without claims
	 */
	public ClaimDecision evaluateRefusal(TokenRequest request, @Nullable RuleListener listener) {
		ClaimDecision decision = Evaluation.decide(request, refusing(select(request)), listener).withoutClaims();
		return (this.reporting != null) ? reporting(request, decision, refusing(this.reporting.select(request)))
				: decision;
	}

	/** A required claim may be written by any of its rules. */
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
	 * @return whether there is one
	 */
	public boolean selects(TokenRequest request) {
		return !select(request).isEmpty();
	}

	/**
	 * Returns what the rules are for.
	 * @return the types of tokens and answers, unmodifiable
	 */
	public Set<TokenType> types() {
		return this.types;
	}

	/**
	 * Returns the types without those that only policies in report mode are for.
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
	 * Tells whether an enforced rule writes a claim to the tokens of an authorization, at
	 * any issuance.
	 * @param type the type of these tokens
	 * @param claim the final name of the claim
	 * @param request an answer about one of the tokens
	 * @return whether a rule selects them, its conditions aside
	 */
	public boolean writes(TokenType type, String claim, TokenRequest request) {
		return this.writers.getOrDefault(claim, List.of())
			.stream()
			.anyMatch((rule) -> rule.match().isFor(type) && rule.match().matchesAnyIssuance(request));
	}

	/** The enforced rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		return this.index.select(request);
	}

	/**
	 * Decides the claims of a token, timing each rule.
	 * @param request the token about to be issued
	 * @param listener is notified of each rule that was evaluated, except those that are
	 * only reported
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request, RuleListener listener) {
		return reporting(request, Evaluation.decide(request, select(request), listener));
	}

	/**
	 * Decides the claims of a token and tells why each other rule did not match.
	 * @param request the token about to be issued
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request) {
		return explain(request, evaluate(request));
	}

	/**
	 * Tells why each rule that a decision did not select did not match.
	 * @param request the token
	 * @param decision what was decided for it
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
	 * Finds which claim can reach which tokens, from selectors alone. Policies in report
	 * mode write nothing, so they are left out.
	 * @return the matrix, made at each call
	 */
	public ClaimMatrix matrix() {
		return matrix((rule) -> rule instanceof CompiledClaim && rule.isEnforced());
	}

	/**
	 * Finds which claim policies in report mode would write to which tokens if they were
	 * enforced, from selectors alone.
	 * @return the matrix, made at each call
	 */
	public ClaimMatrix reportMatrix() {
		return matrix((rule) -> rule instanceof CompiledClaim && !rule.isEnforced());
	}

	/**
	 * Finds which denial can refuse which tokens, from selectors alone. Policies in
	 * report mode are included, though they refuse nothing.
	 * @return the matrix, made at each call; its rules are the denials, and {@code deny}
	 * stands for their claim
	 */
	public ClaimMatrix denialMatrix() {
		return matrix(CompiledDenial.class::isInstance);
	}

	private ClaimMatrix matrix(Predicate<CompiledRule> kind) {
		return ClaimMatrix.of(this.rules.stream().filter(kind).toList(), this.audiences);
	}

	/**
	 * Says what the policies do, one fact at a time: what each rule writes and each
	 * denial refuses, for which tokens, and which claim reaches which tokens. The facts
	 * depend neither on how expressions are spelled nor on the order of declaration.
	 * @return the facts, sorted; unmodifiable, made at each call
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
	 * Returns the request parameters that rules may read, by name: those that expressions
	 * can read, and those that rules in Java name.
	 * @return the names, sorted; unmodifiable
	 * @see RuleFunction#parameters()
	 */
	public Set<String> requestParameters() {
		return parameters(this.rules);
	}

	/**
	 * Returns the request parameters without those that only policies in report mode
	 * name, which must not change what becomes of a request.
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
	 * Returns the rules that a preview cannot decide, since their value or a condition
	 * reads what there is only when a token is issued.
	 * @return their ids, sorted; unmodifiable
	 */
	public Set<String> unpreviewableRules() {
		return this.rules.stream()
			.filter((rule) -> !rule.isPreviewable())
			.map(CompiledRule::id)
			.collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
					Collections::unmodifiableSortedSet));
	}

	/**
	 * Returns the language of the policies' expressions, such as to try another one.
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
