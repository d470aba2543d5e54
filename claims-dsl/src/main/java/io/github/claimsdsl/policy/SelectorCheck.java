package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Checks a policy's selectors and resolves their defaults.
 */
final class SelectorCheck {

	static final String URN = "urn:ietf:params:oauth:grant-type:";

	private static final Map<String, String> ALIASES = Map.of("device_code", URN + "device_code", "token_exchange",
			URN + "token-exchange", "jwt_bearer", URN + "jwt-bearer");

	private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "client_credentials", "password",
			"device_code", "token_exchange", "jwt_bearer");

	private static final String DECLARE = "Declare it there; or, where a customizer of your own writes aud, "
			+ "set claims-dsl.audience-source: customizer.";

	private final @Nullable Set<String> audiences;

	private final List<Issue> issues;

	private final SubjectCheck subjects;

	SelectorCheck(@Nullable Set<String> audiences, List<Issue> issues) {
		this.audiences = audiences;
		this.issues = issues;
		this.subjects = new SubjectCheck(issues);
	}

	/** Resolves a policy's own selector. */
	Scope policy(ClaimPolicy policy) {
		Scope scope = resolve(policy.selector(), (dimension) -> policy.origins().of(dimension.property()));
		Origin origin = policy.origins().of(policy.selector().states(Dimension.AUDIENCE) ? "audience" : "");
		if (!policy.selector().states(Dimension.AUDIENCE)) {
			if (scope.tokenTypes().contains(TokenType.ACCESS_TOKEN)) {
				issue("audience-missing", origin, "a policy for access tokens must state its audience",
						"Name the API, or write audience: any for every access token.");
			}
		}
		else {
			checkAudienceOfIdToken("policy", scope.tokenTypes(), scope.audiences(), origin);
		}
		this.subjects.check(policy.selector(), scope, (dimension) -> policy.origins().of(dimension.property()));
		return scope;
	}

	/** An audience other than any; for ID tokens alone, any audience at all. */
	private void checkAudienceOfIdToken(String what, Set<TokenType> tokenTypes, @Nullable Set<String> audiences,
			Origin origin) {
		if (tokenTypes.contains(TokenType.ID_TOKEN) && (audiences != null || tokenTypes.size() == 1)) {
			issue("audience-of-id-token", origin,
					"an audience limits access tokens, but this " + what + " is for ID tokens"
							+ ((tokenTypes.size() > 1) ? " too" : ""),
					"Declare a second policy for ID tokens, without an audience, and select it by client.");
		}
	}

	/** Narrows a policy's scope by a rule's own selector. */
	Scope rule(Scope policy, RuleDefinition rule, Origins origins) {
		if (Arrays.stream(Dimension.values()).noneMatch(rule.selector()::states)) {
			return policy;
		}
		Function<Dimension, Origin> origin = (dimension) -> origins.of(rule.part() + "." + dimension.property());
		Scope own = resolve(rule.selector(), origin);
		Narrow narrow = new Narrow(rule.selector(), origin);
		Set<TokenType> tokenTypes = narrow.both(Dimension.TOKEN_TYPE, policy.tokenTypes(), own.tokenTypes());
		if (rule.selector().states(Dimension.AUDIENCE)) {
			checkAudienceOfIdToken("rule", tokenTypes, own.audiences(), origin.apply(Dimension.AUDIENCE));
		}
		Scope scope = new Scope(tokenTypes, narrow.either(Dimension.AUDIENCE, policy.audiences(), own.audiences()),
				narrow.either(Dimension.GRANT_TYPE, policy.grantTypes(), own.grantTypes()),
				narrow.either(Dimension.CLIENT, policy.clients(), own.clients()),
				narrow.either(Dimension.SCOPE, policy.scopes(), own.scopes()),
				narrow.both(Dimension.ISSUANCE, policy.issuances(), own.issuances()),
				narrow.both(Dimension.SUBJECT, policy.subjects(), own.subjects()));
		if (SubjectCheck.contradiction(policy) == null) {
			this.subjects.check(rule.selector(), scope, origin);
		}
		return scope;
	}

	/**
	 * Intersects a rule's selector with its policy's; an empty intersection is an issue.
	 */
	private final class Narrow {

		private final Selector selector;

		private final Function<Dimension, Origin> origin;

		Narrow(Selector selector, Function<Dimension, Origin> origin) {
			this.selector = selector;
			this.origin = origin;
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
				issue("empty-intersection", this.origin.apply(dimension),
						"this " + dimension.property() + " and the policy's have nothing in common, "
								+ "so the rule would never run",
						"A rule's selectors narrow its policy's: name a value that both have.");
			}
			return both;
		}

	}

	private Scope resolve(Selector selector, Function<Dimension, Origin> origins) {
		for (Dimension dimension : Dimension.values()) {
			checkText(selector.values(dimension), dimension, origins);
		}
		return new Scope(
				named(selector, Dimension.TOKEN_TYPE, origins, TokenType::of, EnumSet.of(TokenType.ACCESS_TOKEN),
						Arrays.stream(TokenType.values()).map(TokenType::value).toList()),
				audiences(selector.values(Dimension.AUDIENCE), origins.apply(Dimension.AUDIENCE)),
				grantTypes(selector.values(Dimension.GRANT_TYPE), origins.apply(Dimension.GRANT_TYPE)),
				selector.values(Dimension.CLIENT), selector.values(Dimension.SCOPE),
				named(selector, Dimension.ISSUANCE, origins, Issuance::of, EnumSet.allOf(Issuance.class),
						Arrays.stream(Issuance.values()).map(Issuance::value).toList()),
				named(selector, Dimension.SUBJECT, origins, Subject::of, EnumSet.allOf(Subject.class),
						Arrays.stream(Subject.values()).map(Subject::value).toList()));
	}

	private void checkText(@Nullable Set<String> values, Dimension dimension, Function<Dimension, Origin> origins) {
		if (values == null) {
			return;
		}
		if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
			issue("blank-selector", origins.apply(dimension), dimension.property() + " is blank",
					"Name at least one value, or remove it: a blank selector would match every token.");
		}
		values.stream()
			.filter((value) -> hasSpace(value) && !value.isBlank())
			.filter((value) -> dimension != Dimension.CLIENT || !value.equals(value.strip()))
			.forEach((value) -> issue("selector-space", origins.apply(dimension),
					dimension.property() + " '" + value + "' holds a space, so it would match no token",
					"Name each value on its own, as a list."));
	}

	private static boolean hasSpace(String value) {
		return value.isBlank() || value.chars().anyMatch(Character::isWhitespace);
	}

	private <T extends Enum<T>> Set<T> named(Selector selector, Dimension dimension,
			Function<Dimension, Origin> origins, Function<String, Optional<T>> parse, Set<T> otherwise,
			List<String> known) {
		Set<String> stated = selector.values(dimension);
		if (stated == null) {
			return otherwise;
		}
		Set<T> values = new LinkedHashSet<>();
		for (String value : stated) {
			parse.apply(value).ifPresentOrElse(values::add, () -> unknown(dimension, origins, value, known));
		}
		return values;
	}

	private void unknown(Dimension dimension, Function<Dimension, Origin> origins, String value,
			Collection<String> known) {
		if (!hasSpace(value)) {
			issue("unknown-" + dimension.property(), origins.apply(dimension),
					"unknown " + dimension.property() + " '" + value + "'", DidYouMean.sentence(value, known));
		}
	}

	/** The declared audiences, or {@code null} if a policy may name any other. */
	@Nullable Set<String> audiences() {
		return this.audiences;
	}

	private @Nullable Set<String> audiences(@Nullable Set<String> stated, Origin origin) {
		if (stated == null) {
			return null;
		}
		if (stated.contains(Selector.ANY_AUDIENCE)) {
			if (stated.size() > 1) {
				issue("any-audience", origin, "audience 'any' stands beside others", "Write any, or name the APIs.");
			}
			return null;
		}
		Set<String> declared = this.audiences;
		for (String audience : stated) {
			if (declared != null && !declared.contains(audience) && !hasSpace(audience)) {
				issue("unknown-audience", origin,
						"audience '" + audience + "' is not declared under claims-dsl.audiences",
						declared.isEmpty() ? DECLARE : DidYouMean.sentence(audience, declared));
			}
		}
		return stated;
	}

	private @Nullable Set<String> grantTypes(@Nullable Set<String> stated, Origin origin) {
		if (stated == null) {
			return null;
		}
		Set<String> grantTypes = new LinkedHashSet<>();
		for (String value : stated) {
			if (value.equals("refresh_token")) {
				issue("refresh-grant-type", origin, "'refresh_token' authorises no token",
						"A refreshed token keeps the grant type that authorised it; narrow with issuance: refresh.");
			}
			else if (!GRANT_TYPES.contains(value) && !value.contains(":") && !hasSpace(value)) {
				issue("unknown-grant-type", origin, "unknown grant type '" + value + "'",
						DidYouMean.sentence(value, GRANT_TYPES) + " A grant of your own is named by its URI.");
			}
			grantTypes.add(ALIASES.getOrDefault(value, value));
		}
		return grantTypes;
	}

	private void issue(String code, Origin origin, String message, String help) {
		this.issues.add(new Issue(code, origin, message, help, null));
	}

}
