package io.github.claimsdsl.spring.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Type.Kind;
import io.github.claimsdsl.spring.SpringUser;

/**
 * Makes policies for the claims of the standard scopes (OpenID Connect Core 1.0 sections
 * 5.1 and 5.4). The values come from properties of the user that have a usual name, such
 * as {@code email}. All other policies come before these.
 */
final class StandardClaims {

	/** The configuration property that turns these policies on. */
	static final String PROPERTY = "claims-dsl.standard-claims";

	/** The token types that the claims can be written to. */
	private static final Set<TokenType> POSSIBLE = Set.of(TokenType.USERINFO, TokenType.ID_TOKEN);

	private static final Log logger = LogFactory.getLog(StandardClaims.class);

	private static final Set<Kind> TEXT = Set.of(Kind.TEXT, Kind.ENUM);

	private static final Set<Kind> BOOLEAN = Set.of(Kind.BOOLEAN);

	private static final List<Claim> CLAIMS = List.of(
			claim("profile", StandardClaimNames.NAME, TEXT, "fullName", "displayName", "name"),
			claim("profile", StandardClaimNames.GIVEN_NAME, TEXT, "givenName", "firstName"),
			claim("profile", StandardClaimNames.FAMILY_NAME, TEXT, "familyName", "lastName", "surname"),
			claim("profile", StandardClaimNames.MIDDLE_NAME, TEXT, "middleName"),
			claim("profile", StandardClaimNames.NICKNAME, TEXT, "nickname", "nickName"),
			claim("profile", StandardClaimNames.PREFERRED_USERNAME, TEXT, "preferredUsername", "username", "userName",
					"login"),
			claim("profile", StandardClaimNames.PROFILE, TEXT, "profile", "profileUrl"),
			claim("profile", StandardClaimNames.PICTURE, TEXT, "picture", "pictureUrl", "avatarUrl"),
			claim("profile", StandardClaimNames.WEBSITE, TEXT, "website", "websiteUrl"),
			claim("profile", StandardClaimNames.GENDER, TEXT, "gender"),
			claim("profile", StandardClaimNames.BIRTHDATE, Set.of(Kind.DATE, Kind.TEXT), "birthDate", "birthdate",
					"dateOfBirth", "birthday"),
			claim("profile", StandardClaimNames.ZONEINFO, TEXT, "zoneInfo", "timeZone", "zoneId"),
			claim("profile", StandardClaimNames.LOCALE, TEXT, "locale", "language"),
			claim("profile", StandardClaimNames.UPDATED_AT, Set.of(Kind.TIME), "updatedAt", "modifiedAt",
					"lastModified"),
			claim("email", StandardClaimNames.EMAIL, TEXT, "email", "emailAddress", "mail"),
			claim("email", StandardClaimNames.EMAIL_VERIFIED, BOOLEAN, "emailVerified", "verified"),
			claim("phone", StandardClaimNames.PHONE_NUMBER, TEXT, "phoneNumber", "phone"),
			claim("phone", StandardClaimNames.PHONE_NUMBER_VERIFIED, BOOLEAN, "phoneNumberVerified", "phoneVerified"));

	/** The members of the claim {@code address} (section 5.1.1). */
	private static final List<Claim> ADDRESS = List.of(
			claim("address", "formatted", TEXT, "address", "address.formatted"),
			claim("address", "street_address", TEXT, "address.streetAddress", "address.street"),
			claim("address", "locality", TEXT, "address.locality", "address.city", "address.town"),
			claim("address", "region", TEXT, "address.region", "address.state", "address.province"), claim("address",
					"postal_code", TEXT, "address.postalCode", "address.postcode", "address.zip", "address.zipCode"),
			claim("address", "country", TEXT, "address.country"));

	/** The claims of a {@link SpringUser}, whose name is the login name. */
	private static final List<Claim> OF_SPRING_USER = List
		.of(claim("profile", StandardClaimNames.PREFERRED_USERNAME, TEXT, "name"));

	private final ExpressionLanguage language;

	private final Set<TokenType> types;

	private final Set<String> missing = new TreeSet<>();

	private final boolean springUser;

	StandardClaims(ExpressionLanguage language, Set<TokenType> types, boolean springUser) {
		this.language = language;
		this.types = types;
		this.springUser = springUser;
	}

	/**
	 * A claim, or a member of the claim {@code address}, and the properties that its
	 * value may come from.
	 *
	 * @param scope the scope with which a client asks for it
	 * @param name its name
	 * @param kinds the kinds of values it may have
	 * @param properties the usual names, the best one first
	 */
	private record Claim(String scope, String name, Set<Kind> kinds, List<String> properties) {
	}

	private static Claim claim(String scope, String name, Set<Kind> kinds, String... properties) {
		return new Claim(scope, name, kinds, List.of(properties));
	}

	/** Returns the issue, or {@code null} if nothing is wrong. */
	@Nullable Issue check() {
		if (!POSSIBLE.containsAll(this.types)) {
			return new Issue("standard-claims", Origin.of(PROPERTY),
					"the standard claims go to userinfo and id_token only", "Write userinfo, or [userinfo, id_token].",
					null);
		}
		return policies().isEmpty() ? new Issue("standard-claims", Origin.of(PROPERTY),
				"the user has no property with a usual name of a standard claim, such as email or givenName",
				"Declare a UserSource bean whose user type has such properties, or remove claims-dsl.standard-claims.",
				null) : null;
	}

	/** Returns one policy for each scope for which the user has at least one claim. */
	List<ClaimPolicy> policies() {
		this.missing.clear();
		Map<String, ClaimPolicy.Builder> policies = new LinkedHashMap<>();
		for (Claim claim : this.springUser ? OF_SPRING_USER : CLAIMS) {
			ClaimExpression value = find(claim);
			if (value != null) {
				policies.computeIfAbsent(claim.scope(), this::policy).claim(claim.name(), value.source());
			}
		}
		Map<String, ClaimExpression> address = new LinkedHashMap<>();
		ADDRESS.forEach((member) -> {
			ClaimExpression value = find(member);
			if (value != null) {
				address.put(member.name(), value);
			}
		});
		if (!address.isEmpty()) {
			policies.computeIfAbsent("address", this::policy)
				.claim(RuleDefinition
					.builder(StandardClaimNames.ADDRESS, new RuleValue.Function(new Address(address), true))
					.build());
		}
		return policies.values().stream().map(ClaimPolicy.Builder::build).toList();
	}

	/** Logs the claims that the user has no property for. */
	void log() {
		logger.info(LogMessage.format("Standard claims go to %s; claims for which the user has no property: %s",
				String.join(", ", this.types.stream().map(TokenType::value).sorted().toList()),
				this.missing.isEmpty() ? "none" : String.join(", ", this.missing)));
	}

	private ClaimPolicy.Builder policy(String scope) {
		return ClaimPolicy.named("standard-" + scope)
			.declaration(Declaration.inJava(PROPERTY))
			.tokenType(this.types.toArray(TokenType[]::new))
			.scope(scope)
			.order(Integer.MAX_VALUE);
	}

	private @Nullable ClaimExpression find(Claim claim) {
		ClaimExpression found = claim.properties()
			.stream()
			.map((property) -> this.language.compile("user." + property, Origin.of(PROPERTY)).expression())
			.filter((expression) -> expression != null && claim.kinds().contains(expression.type().kind()))
			.findFirst()
			.orElse(null);
		if (found == null) {
			this.missing.add(claim.scope().equals("address") ? "address." + claim.name() : claim.name());
		}
		return found;
	}

	/**
	 * Makes the claim {@code address}. Absent members are left out (section 5.3.2).
	 *
	 * @param members the expressions of its members, by name
	 */
	private record Address(Map<String, ClaimExpression> members) implements RuleFunction {

		@Override
		public @Nullable Object apply(TokenRequest request) {
			Map<String, Object> address = new LinkedHashMap<>();
			this.members.forEach((name, value) -> {
				Object member = value.evaluate(request);
				if (member != null) {
					address.put(name, member);
				}
			});
			return address.isEmpty() ? null : address;
		}

	}

}
