package io.github.claimsdsl.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Reads the values of selectors and finds unknown values.
 */
final class SelectorValues {

	static final String URN = "urn:ietf:params:oauth:grant-type:";

	private static final Map<String, String> ALIASES = Map.of("device_code", URN + "device_code", "token_exchange",
			URN + "token-exchange", "jwt_bearer", URN + "jwt-bearer");

	private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "client_credentials", "password",
			"device_code", "token_exchange", "jwt_bearer");

	/** The grant types of IANA's registry of OAuth URIs. */
	private static final Set<String> URNS = Set.of(URN + "device_code", URN + "token-exchange", URN + "jwt-bearer",
			URN + "saml2-bearer", URN + "uma-ticket", URN + "pre-authorized_code");

	private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

	private final @Nullable Set<String> audiences;

	/** The identifiers of the audiences that have a name, by name. */
	private final Map<String, String> byName = new TreeMap<>();

	private final @Nullable Set<String> issuers;

	private final Set<String> urns = new TreeSet<>(URNS);

	private final Issues issues;

	SelectorValues(@Nullable List<DeclaredAudience> audiences, @Nullable Set<String> issuers, Set<String> grantTypes,
			Issues issues) {
		this.audiences = (audiences != null)
				? audiences.stream().map(DeclaredAudience::id).collect(Collectors.toUnmodifiableSet()) : null;
		Stream.ofNullable(audiences).flatMap(List::stream).forEach(this::addName);
		this.issuers = issuers;
		this.urns.addAll(grantTypes);
		this.issues = issues;
	}

	private void addName(DeclaredAudience audience) {
		if (audience.name() != null) {
			this.byName.put(audience.name(), audience.id());
		}
	}

	@Nullable Set<String> audiences() {
		return this.audiences;
	}

	void checkText(Set<String> values, Dimension dimension, Declaration declaration) {
		String name = declaration.notation().of(dimension.property());
		if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
			this.issues.add("blank-selector", declaration.of(dimension), name + " is blank",
					"Name at least one value, or remove it: a blank selector would match every token.");
		}
		values.stream()
			.filter((value) -> !hasSpace(value) && !isPossible(value, dimension))
			.forEach((value) -> this.issues.add("selector-text", declaration.of(dimension),
					name + " '" + value + "' holds characters that it cannot have, so it would match no token",
					"Remove characters that cannot be seen, and write each value on its own."));
		values.stream()
			.filter((value) -> hasSpace(value) && !value.isBlank())
			.filter((value) -> dimension != Dimension.CLIENT || !value.equals(value.strip())
					|| ClaimNames.hasInvisible(value))
			.forEach((value) -> this.issues.add("selector-space", declaration.of(dimension),
					name + " '" + value + "' holds a space, so it would match no token",
					"Name each value on its own, as a list."));
	}

	/**
	 * Tells whether the characters of a value are allowed: those of RFC 6749 section 3.3
	 * for scopes, and all that can be seen for other dimensions.
	 */
	private static boolean isPossible(String value, Dimension dimension) {
		return (dimension == Dimension.SCOPE) ? SCOPE.matcher(value).matches() : !ClaimNames.hasInvisible(value);
	}

	private static boolean hasSpace(String value) {
		return value.isBlank() || value.chars().anyMatch(Character::isWhitespace);
	}

	/** Returns the values of one statement, or {@code null} if any value matches. */
	@Nullable Set<String> read(Set<String> stated, Dimension dimension, Declaration declaration) {
		if (!dimension.known().isEmpty()) {
			return named(stated, dimension, declaration);
		}
		return switch (dimension) {
			case AUDIENCE -> audiences(stated, declaration);
			case GRANT_TYPE -> grantTypes(stated, declaration);
			case ISSUER -> issuers(stated, declaration);
			default -> stated;
		};
	}

	/** Returns the known values. They may be written with {@code -} or {@code _}. */
	private Set<String> named(Set<String> stated, Dimension dimension, Declaration declaration) {
		Set<String> values = new LinkedHashSet<>();
		for (String value : stated) {
			dimension.known()
				.stream()
				.filter((known) -> known.equalsIgnoreCase(value.replace('-', '_')))
				.findFirst()
				.ifPresentOrElse(values::add, () -> unknown(dimension, declaration, value));
		}
		return values;
	}

	private void unknown(Dimension dimension, Declaration declaration, String value) {
		if (!hasSpace(value)) {
			this.issues.add("unknown-" + dimension.property(), declaration.of(dimension),
					"unknown " + dimension.property() + " '" + value + "'",
					DidYouMean.sentence(value, dimension.known()));
		}
	}

	/** Returns the audiences, or {@code null} for any. */
	private @Nullable Set<String> audiences(Set<String> stated, Declaration declaration) {
		if (stated.contains(Selector.ANY_AUDIENCE)) {
			if (stated.size() > 1) {
				this.issues.add("any-audience", declaration.of(Dimension.AUDIENCE),
						"audience 'any' stands beside other audiences", "Write any alone, or name the APIs.");
			}
			return null;
		}
		Set<String> declared = this.audiences;
		for (String audience : stated) {
			if (declared != null && !declared.contains(audience) && !hasSpace(audience)) {
				unknownAudience(audience, declared, declaration);
			}
		}
		return stated;
	}

	private void unknownAudience(String audience, Set<String> declared, Declaration declaration) {
		Origin origin = declaration.of(Dimension.AUDIENCE);
		String id = this.byName.get(audience);
		if (id != null) {
			this.issues.add(new Issue("unknown-audience", origin, "'" + audience + "' is the name of an audience",
					"Write its id: " + id + ".", null));
			return;
		}
		String byName = DidYouMean.nearest(audience, this.byName.keySet()).map(this.byName::get).orElse(null);
		this.issues.add("unknown-audience", origin, "audience '" + audience + "' is not declared", (byName != null)
				? "Did you mean '" + byName + "'?" : declared.isEmpty() ? null : suggestion(audience, declared));
	}

	/**
	 * Returns a sentence that names the URL which the author probably means: the nearest
	 * one, or the only one that the value is a part of.
	 */
	private static String suggestion(String value, Set<String> known) {
		List<String> whole = known.stream().filter((url) -> url.contains(value)).toList();
		return (whole.size() == 1) ? "Did you mean '" + whole.get(0) + "'?" : DidYouMean.sentence(value, known);
	}

	private Set<String> issuers(Set<String> stated, Declaration declaration) {
		Set<String> known = this.issuers;
		for (String issuer : stated) {
			if (known != null && !known.contains(issuer) && !hasSpace(issuer)) {
				this.issues.add("unknown-issuer", declaration.of(Dimension.ISSUER),
						"issuer '" + issuer + "' is not declared",
						known.isEmpty()
								? "Declare it, because clients could otherwise choose the issuer by the path that they use."
								: suggestion(issuer, known));
			}
		}
		return stated;
	}

	/**
	 * Returns the grant types, with an alias such as {@code token_exchange} replaced by
	 * its URI.
	 */
	private Set<String> grantTypes(Set<String> stated, Declaration declaration) {
		Set<String> grantTypes = new LinkedHashSet<>();
		for (String value : stated) {
			checkGrantType(value, declaration);
			grantTypes.add(ALIASES.getOrDefault(value, value));
		}
		return grantTypes;
	}

	private void checkGrantType(String value, Declaration declaration) {
		Origin origin = declaration.of(Dimension.GRANT_TYPE);
		if (value.equals("refresh_token")) {
			this.issues.add("refresh-grant-type", origin, "a policy cannot select the grant type 'refresh_token'",
					"A refreshed token keeps the grant type that authorized it. Select that grant type, and narrow with "
							+ declaration.notation().of("issuance", Issuance.REFRESH.value()) + ".");
		}
		else if (value.startsWith(URN) && !this.urns.contains(value)) {
			this.issues.add("unknown-grant-type", origin, "unknown grant type '" + value + "'",
					DidYouMean.sentence(value, this.urns) + " If it is a grant of your own, declare it.");
		}
		else if (!GRANT_TYPES.contains(value) && !value.contains(":") && !hasSpace(value)) {
			this.issues.add("unknown-grant-type", origin, "unknown grant type '" + value + "'",
					DidYouMean.sentence(value, GRANT_TYPES) + " Name a grant of your own by its URI.");
		}
	}

}
