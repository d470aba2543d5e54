package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * Resolves the selectors of policies and rules to the tokens they match, and finds those
 * that match none.
 */
final class SelectorCheck {

	private final SelectorValues values;

	private final List<Issue> issues;

	private final SubjectCheck subjects;

	private final DeclaredAudienceCheck audiences;

	SelectorCheck(@Nullable List<DeclaredAudience> audiences, Set<String> grantTypes, List<Issue> issues) {
		this.values = new SelectorValues(audiences, grantTypes, issues);
		this.issues = issues;
		this.subjects = new SubjectCheck(issues);
		this.audiences = new DeclaredAudienceCheck((audiences != null) ? audiences : List.of(), issues);
	}

	/** The declared audiences, or {@code null} if a policy may name any other. */
	@Nullable Set<String> audiences() {
		return this.values.audiences();
	}

	/** Resolves a policy's own selector. */
	Scope policy(ClaimPolicy policy) {
		Place place = new Place(policy.origins(), "");
		Scope scope = resolve(policy.selector(), place);
		if (policy.selector().states(Dimension.AUDIENCE)) {
			checkAudienceOfIdToken("policy", scope, place);
		}
		else if (scope.tokenTypes().contains(TokenType.ACCESS_TOKEN)) {
			issue("audience-missing", policy.origins().of(""), "a policy for access tokens must state its audience",
					"Name the API, or write " + place.notation().of("audience", "any") + " for every access token.");
		}
		this.subjects.check(policy.selector(), scope, place);
		this.audiences.check(policy.selector(), scope, place);
		return scope;
	}

	/** An audience other than any; for ID tokens alone, any audience at all. */
	private void checkAudienceOfIdToken(String what, Scope scope, Place place) {
		Set<TokenType> tokenTypes = scope.tokenTypes();
		if (tokenTypes.contains(TokenType.ID_TOKEN) && (scope.audiences() != null || tokenTypes.size() == 1)) {
			issue("audience-of-id-token", place.of(Dimension.AUDIENCE),
					"an audience limits access tokens, but this " + what + " is for ID tokens"
							+ ((tokenTypes.size() > 1) ? " too" : ""),
					"Declare a second policy for ID tokens, without an audience, and select it by client.");
		}
	}

	/** Narrows a policy's scope by a rule's own selector. */
	Scope rule(Scope policy, Selector selector, Place place) {
		if (Arrays.stream(Dimension.values()).noneMatch(selector::states)) {
			return policy;
		}
		Scope own = resolve(selector, place);
		Narrow narrow = new Narrow(selector, place);
		Scope scope = new Scope(narrow.both(Dimension.TOKEN_TYPE, policy.tokenTypes(), own.tokenTypes()),
				narrow.either(Dimension.AUDIENCE, policy.audiences(), own.audiences()),
				narrow.either(Dimension.GRANT_TYPE, policy.grantTypes(), own.grantTypes()),
				narrow.either(Dimension.CLIENT, policy.clients(), own.clients()),
				narrow.either(Dimension.SCOPE, policy.scopes(), own.scopes()),
				narrow.both(Dimension.ISSUANCE, policy.issuances(), own.issuances()),
				narrow.both(Dimension.SUBJECT, policy.subjects(), own.subjects()));
		if (selector.states(Dimension.AUDIENCE)) {
			checkAudienceOfIdToken("rule", scope, place);
		}
		if (SubjectCheck.contradiction(policy) == null) {
			this.subjects.check(selector, scope, place);
		}
		this.audiences.check(selector, scope, place);
		return scope;
	}

	/**
	 * Intersects a rule's selector with its policy's; an empty intersection is an issue.
	 */
	private final class Narrow {

		private final Selector selector;

		private final Place place;

		Narrow(Selector selector, Place place) {
			this.selector = selector;
			this.place = place;
		}

		@Nullable <T> Set<T> either(Dimension dimension, @Nullable Set<T> policy, @Nullable Set<T> rule) {
			if (policy == null || rule == null) {
				return (policy != null) ? policy : rule;
			}
			return intersect(dimension, policy, rule);
		}

		<T> Set<T> both(Dimension dimension, Set<T> policy, Set<T> rule) {
			return this.selector.states(dimension) ? intersect(dimension, policy, rule) : policy;
		}

		private <T> Set<T> intersect(Dimension dimension, Set<T> policy, Set<T> rule) {
			Set<T> both = policy.stream().filter(rule::contains).collect(Collectors.toSet());
			if (both.isEmpty() && !policy.isEmpty() && !rule.isEmpty()) {
				issue("empty-intersection", this.place.of(dimension),
						"this " + this.place.notation().of(dimension.property())
								+ " and the policy's have nothing in common, so the rule would never run",
						"A rule's selectors narrow its policy's: name a value that both have.");
			}
			return both;
		}

	}

	private Scope resolve(Selector selector, Place place) {
		SelectorValues all = this.values;
		return new Scope(
				or(stated(selector, Dimension.TOKEN_TYPE, place, all::tokenTypes), EnumSet.of(TokenType.ACCESS_TOKEN)),
				stated(selector, Dimension.AUDIENCE, place, all::audiences),
				stated(selector, Dimension.GRANT_TYPE, place, all::grantTypes),
				stated(selector, Dimension.CLIENT, place, all::texts),
				stated(selector, Dimension.SCOPE, place, all::texts),
				or(stated(selector, Dimension.ISSUANCE, place, all::issuances), EnumSet.allOf(Issuance.class)),
				or(stated(selector, Dimension.SUBJECT, place, all::subjects), EnumSet.allOf(Subject.class)));
	}

	private static <T> Set<T> or(@Nullable Set<T> stated, Set<T> otherwise) {
		return (stated != null) ? stated : otherwise;
	}

	/** Reads the values of one statement; {@code null} if any value matches. */
	private interface Reader<T> {

		@Nullable Set<T> read(Set<String> values, Dimension dimension, Place place);

	}

	/**
	 * The values that all statements of a dimension have, such as those of a class and of
	 * the {@code @Bean} method that returns it.
	 */
	private <T> @Nullable Set<T> stated(Selector selector, Dimension dimension, Place place, Reader<T> reader) {
		Set<T> all = null;
		for (Set<String> statement : selector.statements(dimension)) {
			this.values.checkText(statement, dimension, place);
			Set<T> one = reader.read(statement, dimension, place);
			all = (all != null && one != null) ? common(all, one, dimension, place) : (one != null) ? one : all;
		}
		return all;
	}

	private <T> Set<T> common(Set<T> first, Set<T> second, Dimension dimension, Place place) {
		Set<T> both = new LinkedHashSet<>(first);
		both.retainAll(second);
		if (both.isEmpty() && !first.isEmpty() && !second.isEmpty()) {
			issue("empty-intersection", place.of(dimension),
					place.notation().of(dimension.property()) + " is stated twice with no value in common, "
							+ "so it would match no token",
					"Statements narrow each other: name a value that all have.");
		}
		return both;
	}

	private void issue(String code, Origin origin, String message, String help) {
		this.issues.add(new Issue(code, origin, message, help, null));
	}

}
