package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;

/**
 * Resolves the selectors of policies and rules to the tokens that they match, and finds
 * selectors that match no token.
 */
final class SelectorCheck {

	private final SelectorValues values;

	private final Issues issues;

	private final SubjectCheck subjects;

	private final TokenTypeCheck types;

	private final DeclaredAudienceCheck audiences;

	SelectorCheck(@Nullable List<DeclaredAudience> audiences, @Nullable Set<String> issuers, Set<String> grantTypes,
			Issues issues) {
		this.values = new SelectorValues(audiences, issuers, grantTypes, issues);
		this.issues = issues;
		this.subjects = new SubjectCheck(issues);
		this.types = new TokenTypeCheck(issues);
		this.audiences = new DeclaredAudienceCheck((audiences != null) ? audiences : List.of(), issues);
	}

	/**
	 * Returns the declared audiences, or {@code null} if a policy may name any audience.
	 */
	@Nullable Set<String> audiences() {
		return this.values.audiences();
	}

	/** Checks the selector of a policy and resolves it. */
	TokenMatch policy(ClaimPolicy policy) {
		Declaration declaration = policy.declaration();
		TokenMatch match = resolve(policy.selector(), declaration);
		if (policy.selector().states(Dimension.AUDIENCE)) {
			checkAudience("policy", match, declaration);
		}
		else if (!match.types(TokenType::isForApi).isEmpty()) {
			String what = match.isFor(TokenType.ACCESS_TOKEN) ? "access tokens" : "introspection";
			this.issues.add("audience-missing", declaration.origin(),
					"a policy for " + what + " must state its audience", "Name the API, or write "
							+ declaration.notation().of("audience", "any") + " for every access token.");
		}
		this.types.check(policy.selector(), match, declaration);
		this.subjects.check(policy.selector(), match, declaration);
		this.audiences.check(policy.selector(), match, declaration);
		return match;
	}

	/**
	 * Reports an audience that is misplaced. An audience cannot limit ID tokens and
	 * userinfo, so a selector for them can only state {@code any}, and only if it is for
	 * access tokens or introspection too.
	 */
	private void checkAudience(String what, TokenMatch match, Declaration declaration) {
		boolean both = !match.types(TokenType::isForApi).isEmpty();
		List<TokenType> others = match.types((type) -> !type.isForApi());
		if (!others.isEmpty() && (match.values(Dimension.AUDIENCE) != null || !both)) {
			String names = String.join(" and ", others.stream().map(SelectorCheck::plural).toList());
			this.issues.add("misplaced-audience", declaration.of(Dimension.AUDIENCE),
					"an audience limits access tokens and introspection, but this " + what + " is for " + names
							+ (both ? " too" : ""),
					"Declare a second policy for " + names + ", without an audience, and select it by client.");
		}
	}

	private static String plural(TokenType type) {
		return (type == TokenType.ID_TOKEN) ? "ID tokens" : type.value();
	}

	/** Checks that somebody can read a claim. */
	void checkSeen(TokenMatch match, Declaration declaration) {
		this.audiences.checkSeen(match, declaration);
	}

	/** Narrows a policy's match with a rule's own selector. */
	TokenMatch rule(TokenMatch policy, Selector selector, Declaration declaration) {
		if (Arrays.stream(Dimension.values()).noneMatch(selector::states)) {
			return policy;
		}
		Map<Dimension, Set<String>> narrow = policy.limits();
		for (Dimension dimension : Dimension.values()) {
			Set<String> own = stated(selector, dimension, declaration);
			if (own != null) {
				narrow.merge(dimension, own, (wide, stated) -> narrow(dimension, wide, stated, declaration));
			}
		}
		TokenMatch match = new TokenMatch(narrow);
		if (selector.states(Dimension.AUDIENCE)) {
			checkAudience("rule", match, declaration);
		}
		this.types.check(selector, match, declaration);
		if (SubjectCheck.contradiction(policy) == null) {
			this.subjects.check(selector, match, declaration);
		}
		this.audiences.check(selector, match, declaration);
		return match;
	}

	private Set<String> narrow(Dimension dimension, Set<String> policy, Set<String> rule, Declaration declaration) {
		Set<String> both = common(policy, rule);
		if (both.isEmpty() && !policy.isEmpty() && !rule.isEmpty()) {
			this.issues.add("empty-intersection", declaration.of(dimension),
					"this " + declaration.notation().of(dimension.property())
							+ " and the policy's have nothing in common, so the rule would never run",
					"A rule's selectors narrow its policy's: name a value that both have.");
		}
		return both;
	}

	private TokenMatch resolve(Selector selector, Declaration declaration) {
		Map<Dimension, Set<String>> values = new EnumMap<>(Dimension.class);
		values.put(Dimension.TOKEN_TYPE, Set.of(TokenType.ACCESS_TOKEN.value()));
		for (Dimension dimension : Dimension.values()) {
			Set<String> stated = stated(selector, dimension, declaration);
			if (stated != null) {
				values.put(dimension, stated);
			}
		}
		return new TokenMatch(values);
	}

	/**
	 * Returns the values that all statements of a dimension have in common, or
	 * {@code null} if any value matches. There are several statements if, for example, a
	 * class and the {@code @Bean} method that returns it both state the dimension.
	 */
	private @Nullable Set<String> stated(Selector selector, Dimension dimension, Declaration declaration) {
		Set<String> all = null;
		for (Set<String> statement : selector.statements(dimension)) {
			this.values.checkText(statement, dimension, declaration);
			Set<String> one = this.values.read(statement, dimension, declaration);
			all = (all != null && one != null) ? stated(dimension, all, one, declaration) : (one != null) ? one : all;
		}
		return all;
	}

	private Set<String> stated(Dimension dimension, Set<String> first, Set<String> second, Declaration declaration) {
		Set<String> both = common(first, second);
		if (both.isEmpty() && !first.isEmpty() && !second.isEmpty()) {
			this.issues.add("empty-intersection", declaration.of(dimension),
					declaration.notation().of(dimension.property()) + " is stated twice with no value in common, "
							+ "so it would match no token",
					"Statements narrow each other: name a value that all have.");
		}
		return both;
	}

	private static Set<String> common(Set<String> first, Set<String> second) {
		Set<String> both = new LinkedHashSet<>(first);
		both.retainAll(second);
		return both;
	}

}
