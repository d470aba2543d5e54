package io.github.claimsdsl.spring.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * What can be a claim, seen by an author: what cannot stops the start.
 */
class ClaimTypeTests {

	private static final User ALICE = new User(LocalDate.of(1991, 6, 15), new UUID(1, 2), TokenType.ID_TOKEN,
			Optional.of("ann"), Optional.empty(), Map.of("color", "red"), Map.of("color", "red", "api_key", "x"),
			"1234", "2026");

	@Test
	void methodWhenItReturnsRecordsDatesAndOptionalsThenTheyAreClaims() {
		ClaimDecision decision = ClaimPolicyTester.forUser(User.class).rules(new Rules()).build().evaluate(request());
		assertThat(decision.claims()).isEqualTo(Map.of("profile", Map.of("born", "1991-06-15", "nick", "ann"), "days",
				List.of("1991-06-15"), "generic", Map.of("value", "1991-06-15")));
	}

	@Test
	void methodWhenItsTypeCannotBeAClaimThenEachStopsTheStart() {
		assertThat(issues(ClaimPolicyTester.forUser(User.class).rules(new WrongRules()))).containsExactlyInAnyOrder(
				"ClaimTypeTests.WrongRules.stream(): the rule returns Stream<String>, which cannot be a claim. Return a List. (claim-type)",
				"ClaimTypeTests.WrongRules.users(): the rule returns List<Entity>, and Entity cannot be a claim. "
						+ "Return a record or a Map with what the token needs. (claim-type)",
				"ClaimTypeTests.WrongRules.keys(): the rule returns Optional<Keys>, and Keys.apiKey looks like a secret. "
						+ "Leave the component out. If it is not a secret, allow the name 'apiKey'. "
						+ "List allowed names under claims-dsl.expressions.allowed-names. (secret-property)",
				"ClaimTypeTests.WrongRules.value(User): the rule returns Entity, which cannot be a claim. "
						+ "Return a record or a Map with what the token needs. (claim-type)");
	}

	@Test
	void expressionWhenPropertyIsADateOrOptionalThenItIsAClaim() {
		assertThat(claims("born: user.born", "id: user.id", "kind: user.kind", "nick: user.nick", "none: user.none",
				"all: \"['born' : user.born, 'none' : user.none]\""))
			.isEqualTo(Map.of("born", "1991-06-15", "id", ALICE.id().toString(), "kind", "ID_TOKEN", "nick", "ann",
					"all", Map.of("born", "1991-06-15")));
	}

	@Test
	void expressionWhenPropertyIsAnObjectThenStopsTheStartWithAdviceThatWorks() {
		ClaimPolicyTester.Builder tester = yaml(ClaimPolicyTester.forUser(Tenant.class), "", "a: user.home");
		assertThat(issues(tester)).singleElement()
			.asString()
			.contains("build a map: ['name' : user.name]", "(object-value)");
		assertThat(tenant("a: \"['city' : user.home.city]\"").claims()).isEqualTo(Map.of("a", Map.of("city", "Oslo")));
	}

	@Test
	void expressionWhenPropertyIsALargeNumberOrATimeThenItIsAClaim() {
		assertThat(tenant("id: user.id", "lease: user.lease", "since: user.since").claims())
			.isEqualTo(Map.of("id", 0x1p40, "lease", "PT36H", "since", "2026-01-02T03:04:05+01:00"));
	}

	private static ClaimDecision tenant(String... claims) {
		Tenant tenant = new Tenant(1L << 40, Duration.ofHours(36), OffsetDateTime.parse("2026-01-02T03:04:05+01:00"),
				new Home("Oslo"));
		return yaml(ClaimPolicyTester.forUser(Tenant.class), "", claims).build()
			.evaluate(TokenRequest.of(Client.of("app"), "password").user(tenant).build());
	}

	@Test
	void expressionWhenMapCopiedWholeHasASecretThenRefusedWithItsName() {
		assertThat(claims("settings: user.settings")).isEqualTo(Map.of("settings", Map.of("color", "red")));
		ClaimDecision decision = yaml("", "settings: user.account").build().evaluate(request());
		assertThat(decision.refusal()).isNotNull();
		assertThat(decision.toString()).contains("'api_key', which looks like a secret",
				"List allowed names under claims-dsl.expressions.allowed-names.");
	}

	@Test
	void expressionWhenNamesLookLikeSecretsThenStopTheStart() {
		assertThat(issues(yaml("", "a: user.pin", "b: user.passwordChangedAt", "c: user.settings['api_key']",
				"d: \"['refresh-token' : user.nick]\"")))
			.hasSize(4)
			.allMatch((issue) -> issue
				.contains("looks like a secret. Leave it out of the token. If it is not a secret, allow the name '")
					&& issue.endsWith(
							"'. List allowed names under claims-dsl.expressions.allowed-names. (secret-property)\n"
									+ snippet(issue)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "token", "apiKey", "pin", "ssn" })
	void expressionWhenItReadsASecretInAnyWayThenStopsTheStart(String name) {
		for (String expression : List.of("user." + name, "upper(user." + name + ")", "['a' : user." + name + "]",
				"(user." + name + " == null) ? 'a' : 'b'", "user.more['" + name + "']", "['" + name + "' : 'a']")) {
			assertThat(issues(yaml(ClaimPolicyTester.forUser(Secretive.class), "", "a: \"" + expression + "\"")))
				.as(expression)
				.singleElement()
				.asString()
				.contains("'" + name + "'", "looks like a secret", "(secret-property)");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "token", "apiKey", "pin", "ssn" })
	void expressionWhenItFindsASecretInAMapThenRefused(String name) {
		Secretive user = new Secretive("t", "k", "p", "s", Map.of("list", List.of(Map.of(name, "x"))),
				Map.of(name, "x"));
		for (String expression : List.of("user.more", "user.more['list']", "['a' : user.more]", "user.flat")) {
			ClaimDecision decision = yaml(ClaimPolicyTester.forUser(Secretive.class), "", "a: \"" + expression + "\"")
				.build()
				.evaluate(TokenRequest.of(Client.of("app"), "password").user(user).build());
			assertThat(decision.refusal()).as(expression).isPresent();
			assertThat(decision.claims()).isEmpty();
		}
	}

	private static String snippet(String issue) {
		return issue.substring(issue.indexOf('\n') + 1);
	}

	@Test
	void expressionWhenNamesAreAllowedThenTheyAreRead() {
		String allowed = "expressions: { allowed-names: [passwordChangedAt, api_key] }";
		ClaimDecision decision = yaml(allowed, "b: user.passwordChangedAt", "c: user.account['api_key']",
				"d: user.account")
			.build()
			.evaluate(request());
		assertThat(decision.claims()).isEqualTo(Map.of("b", "2026", "c", "x", "d", ALICE.account()));
		assertThat(issues(yaml(allowed, "a: user.pin"))).hasSize(1);
	}

	@Test
	void expressionWhenTypeOfTheUserIsNotKnownThenStopsTheStart() {
		assertThat(issues(yaml(ClaimPolicyTester.withoutUser(), "", "a: user.email"))).singleElement()
			.asString()
			.contains("the type of 'user' is not known. Declare a UserSource bean, so that expressions know it. "
					+ "(unknown-user-type)");
	}

	@Test
	void attributeWhenNameLooksLikeASecretThenStopsTheStart() {
		String attributes = "user: { attributes: { email: text, idToken: text } }";
		assertThat(issues(yaml(ClaimPolicyTester.withoutUser(), attributes, "a: user.email"))).singleElement()
			.asString()
			.startsWith("claims-dsl.user.attributes.id")
			.contains("attribute 'idToken' looks like a secret");
		assertThat(yaml(ClaimPolicyTester.withoutUser(), attributes + "\n  expressions: { allowed-names: idToken }",
				"a: user.idToken")
			.build()
			.policies()).isNotNull();
	}

	@Test
	void parameterWhenNameLooksLikeASecretThenNeverReadable() {
		assertThat(Stream.of("apiKey", "user_pin", "client_secret", "code", "access_token", "clientAssertion"))
			.allMatch(RequestParameters::isSecret);
		assertThat(Stream.of("tenant", "requested_token_type", "acr_values", "login_hint"))
			.noneMatch(RequestParameters::isSecret);
	}

	private static Map<String, Object> claims(String... claims) {
		return yaml("", claims).build().evaluate(request()).claims();
	}

	private static TokenRequest request() {
		return TokenRequest.of(Client.of("app"), "password").user(ALICE).build();
	}

	private static List<String> issues(ClaimPolicyTester.Builder tester) {
		return catchThrowableOfType(ClaimPolicyException.class, tester::build).issues()
			.stream()
			.map(Issue::toString)
			.toList();
	}

	private static ClaimPolicyTester.Builder yaml(String settings, String... claims) {
		return yaml(ClaimPolicyTester.forUser(User.class), settings, claims);
	}

	private static ClaimPolicyTester.Builder yaml(ClaimPolicyTester.Builder tester, String settings, String... claims) {
		String yaml = "claims-dsl:\n  " + settings
				+ "\n  policies:\n    p:\n      audience: any\n      claims:\n        "
				+ String.join("\n        ", claims) + "\n";
		return tester.yaml(new ByteArrayResource(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return "application.yml";
			}

		});
	}

	record User(LocalDate born, UUID id, TokenType kind, Optional<String> nick, Optional<String> none,
			Map<String, String> settings, Map<String, String> account, String pin, String passwordChangedAt) {
	}

	record Home(String city) {
	}

	record Tenant(long id, Duration lease, OffsetDateTime since, Home home) {
	}

	record Secretive(String token, String apiKey, String pin, String ssn, Map<String, Object> more,
			Map<String, String> flat) {
	}

	record Profile(LocalDate born, Optional<String> nick, String none) {
	}

	record Holder<T>(T value) {
	}

	record Keys(String apiKey) {
	}

	static final class Entity {

	}

	abstract static class Base<T> {

		private final Function<User, T> function;

		Base(Function<User, T> function) {
			this.function = function;
		}

		@Claim("generic")
		public T value(User user) {
			return this.function.apply(user);
		}

	}

	@ClaimRule(audience = "any")
	static final class Rules extends Base<Holder<LocalDate>> {

		Rules() {
			super((user) -> new Holder<>(user.born()));
		}

		@Claim("profile")
		Profile profile(User user) {
			return new Profile(user.born(), user.nick(), null);
		}

		@Claim("days")
		List<LocalDate> days(User user) {
			return List.of(user.born());
		}

		@Claim("none")
		Optional<String> none(User user) {
			return user.none();
		}

	}

	@ClaimRule(audience = "any")
	static final class WrongRules extends Base<Entity> {

		WrongRules() {
			super((user) -> new Entity());
		}

		@Claim("stream")
		Stream<String> stream() {
			return Stream.of();
		}

		@Claim("users")
		List<Entity> users() {
			return List.of();
		}

		@Claim("keys")
		Optional<Keys> keys() {
			return Optional.empty();
		}

	}

}
