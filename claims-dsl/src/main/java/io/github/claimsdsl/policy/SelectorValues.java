package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Reads the values of selectors and finds those that are unknown.
 */
final class SelectorValues {

	static final String URN = "urn:ietf:params:oauth:grant-type:";

	private static final Map<String, String> ALIASES = Map.of("device_code", URN + "device_code", "token_exchange",
			URN + "token-exchange", "jwt_bearer", URN + "jwt-bearer");

	private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "client_credentials", "password",
			"device_code", "token_exchange", "jwt_bearer");

	/** Those of IANA's registry of OAuth URIs. */
	private static final Set<String> URNS = Set.of(URN + "device_code", URN + "token-exchange", URN + "jwt-bearer",
			URN + "saml2-bearer", URN + "uma-ticket", URN + "pre-authorized_code");

	private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

	private static final String DECLARE = "Declare it there; or, where a customizer of your own writes aud, "
			+ "set claims-dsl.audience-source: customizer.";

	private final @Nullable Set<String> audiences;

	private final Set<String> urns = new TreeSet<>(URNS);

	private final List<Issue> issues;

	SelectorValues(@Nullable List<DeclaredAudience> audiences, Set<String> grantTypes, List<Issue> issues) {
		this.audiences = (audiences != null)
				? audiences.stream().map(DeclaredAudience::id).collect(Collectors.toUnmodifiableSet()) : null;
		this.urns.addAll(grantTypes);
		this.issues = issues;
	}

	@Nullable Set<String> audiences() {
		return this.audiences;
	}

	void checkText(Set<String> values, Dimension dimension, Place place) {
		String name = place.notation().of(dimension.property());
		if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
			issue("blank-selector", place.of(dimension), name + " is blank",
					"Name at least one value, or remove it: a blank selector would match every token.");
		}
		values.stream()
			.filter((value) -> !hasSpace(value) && !isPossible(value, dimension))
			.forEach((value) -> issue("selector-text", place.of(dimension),
					name + " '" + value + "' holds characters that it cannot have, so it would match no token",
					"Remove characters that cannot be seen, and write each value on its own."));
		values.stream()
			.filter((value) -> hasSpace(value) && !value.isBlank())
			.filter((value) -> dimension != Dimension.CLIENT || !value.equals(value.strip())
					|| ClaimNames.hasInvisible(value))
			.forEach((value) -> issue("selector-space", place.of(dimension),
					name + " '" + value + "' holds a space, so it would match no token",
					"Name each value on its own, as a list."));
	}

	/** RFC 6749 section 3.3 for scopes; anything that can be seen for others. */
	private static boolean isPossible(String value, Dimension dimension) {
		return (dimension == Dimension.SCOPE) ? SCOPE.matcher(value).matches() : !ClaimNames.hasInvisible(value);
	}

	private static boolean hasSpace(String value) {
		return value.isBlank() || value.chars().anyMatch(Character::isWhitespace);
	}

	Set<String> texts(Set<String> values, Dimension dimension, Place place) {
		return values;
	}

	Set<TokenType> tokenTypes(Set<String> values, Dimension dimension, Place place) {
		return named(values, dimension, place, TokenType::of, Arrays.stream(TokenType.values()).map(TokenType::value));
	}

	Set<Issuance> issuances(Set<String> values, Dimension dimension, Place place) {
		return named(values, dimension, place, Issuance::of, Arrays.stream(Issuance.values()).map(Issuance::value));
	}

	Set<Subject> subjects(Set<String> values, Dimension dimension, Place place) {
		return named(values, dimension, place, Subject::of, Arrays.stream(Subject.values()).map(Subject::value));
	}

	private <T> Set<T> named(Set<String> stated, Dimension dimension, Place place, Function<String, Optional<T>> parse,
			Stream<String> known) {
		Set<T> values = new LinkedHashSet<>();
		List<String> names = known.toList();
		for (String value : stated) {
			parse.apply(value).ifPresentOrElse(values::add, () -> unknown(dimension, place, value, names));
		}
		return values;
	}

	private void unknown(Dimension dimension, Place place, String value, Collection<String> known) {
		if (!hasSpace(value)) {
			issue("unknown-" + dimension.property(), place.of(dimension),
					"unknown " + dimension.property() + " '" + value + "'", DidYouMean.sentence(value, known));
		}
	}

	/** The audiences, or {@code null} for any. */
	@Nullable Set<String> audiences(Set<String> stated, Dimension dimension, Place place) {
		if (stated.contains(Selector.ANY_AUDIENCE)) {
			if (stated.size() > 1) {
				issue("any-audience", place.of(dimension), "audience 'any' stands beside others",
						"Write any, or name the APIs.");
			}
			return null;
		}
		Set<String> declared = this.audiences;
		for (String audience : stated) {
			if (declared != null && !declared.contains(audience) && !hasSpace(audience)) {
				issue("unknown-audience", place.of(dimension),
						"audience '" + audience + "' is not declared under claims-dsl.audiences",
						declared.isEmpty() ? DECLARE : DidYouMean.sentence(audience, declared));
			}
		}
		return stated;
	}

	/** The URIs of grants that have one, the names of the others. */
	Set<String> grantTypes(Set<String> stated, Dimension dimension, Place place) {
		Set<String> grantTypes = new LinkedHashSet<>();
		for (String value : stated) {
			checkGrantType(value, place);
			grantTypes.add(ALIASES.getOrDefault(value, value));
		}
		return grantTypes;
	}

	private void checkGrantType(String value, Place place) {
		Origin origin = place.of(Dimension.GRANT_TYPE);
		if (value.equals("refresh_token")) {
			issue("refresh-grant-type", origin, "'refresh_token' authorises no token",
					"A refreshed token keeps the grant type that authorised it; narrow with "
							+ place.notation().of("issuance", Issuance.REFRESH.value()) + ".");
		}
		else if (value.startsWith(URN) && !this.urns.contains(value)) {
			issue("unknown-grant-type", origin, "unknown grant type '" + value + "'",
					DidYouMean.sentence(value, this.urns)
							+ " A grant of your own with such a name is declared under claims-dsl.grant-types.");
		}
		else if (!GRANT_TYPES.contains(value) && !value.contains(":") && !hasSpace(value)) {
			issue("unknown-grant-type", origin, "unknown grant type '" + value + "'",
					DidYouMean.sentence(value, GRANT_TYPES) + " A grant of your own is named by its URI.");
		}
	}

	private void issue(String code, Origin origin, String message, String help) {
		this.issues.add(new Issue(code, origin, message, help, null));
	}

}
