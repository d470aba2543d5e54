package io.github.claimsdsl.boot.console;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.HtmlUtils;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The expression page of a team that has users of its own, with objects in them, and
 * functions of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExpressionPageTests {

	private static final Pattern TEMPLATE = Pattern.compile("name=\"userJson\"[^>]*>\n(.*?)</textarea>",
			Pattern.DOTALL);

	private static final Pattern INSERTED = Pattern.compile("<code data-insert=\"([^\"]*)\">([^<]*)</code>");

	private static ConsoleServer server;

	private static Visitor admin;

	private static int loaded;

	@NullUnmarked
	record Member(String name, boolean active, int level, Long points, Double ratio, BigDecimal balance, Instant since,
			LocalDate birthDate, UUID externalId, Tier tier, List<String> groups, Map<String, Object> attributes,
			Optional<String> nick, Home home, List<Membership> memberships, Member manager, Badge badge,
			String passwordHash) {

		Member {
			if ("forbidden".equals(name)) {
				throw new IllegalStateException("secret-of-the-constructor");
			}
		}

	}

	enum Tier {

		FREE, GOLD

	}

	@NullUnmarked
	record Home(String city) {
	}

	@NullUnmarked
	record Membership(String org, boolean owner) {
	}

	interface Badge {

		String color();

		String getShape();

	}

	/**
	 * The team's functions.
	 */
	public static final class Functions {

		private Functions() {
		}

		@ClaimFunction(description = "Returns the `first` letter.", example = "initial('Ann')")
		public static String initial(String name) {
			return name.substring(0, 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		UserSource<Member> members() {
			return new UserSource<>() {

				@Override
				public Member loadUser(String name) {
					loaded++;
					return new Member(name, true, 1, null, null, null, null, null, null, null, null, null,
							Optional.empty(), null, null, null, null, null);
				}

			};
		}

		@Bean
		ClaimFunctionSource functions() {
			return () -> List.of(Functions.class);
		}

		@Bean
		AuditEventRepository events() {
			return new InMemoryAuditEventRepository();
		}

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(Own.class, "claims-dsl.request-parameters", "tenant,ui-locales",
				"claims-dsl.client.settings.plan", "text");
		admin = server.visitor().signIn("alice", "wonderland");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		loaded = 0;
	}

	private static String page() {
		return admin.open("/claims-dsl/expression").body();
	}

	private static String text(String page) {
		return HtmlUtils.htmlUnescape(page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "));
	}

	private static HttpResponse<String> evaluate(String expression, String json, String... others) {
		List<String> fields = new ArrayList<>(List.of("client", "app", "grantType", "authorization_code", "user",
				"carol", "scopes", "openid", "expression", expression, "userKind", "JSON", "userJson", json));
		fields.addAll(List.of(others));
		return admin.submitFrom("/claims-dsl/expression", "/claims-dsl/expression", fields.toArray(String[]::new));
	}

	private static String value(String expression, String json) {
		return text(evaluate(expression, json).body());
	}

	@Test
	void inputsThenAreThoseOfTheServerWithTheirTypes() {
		assertThat(text(page()))
			.contains("user.name text, may be null", "user.active true or false user",
					"user.balance number, may be null", "user.since time, may be null",
					"user.birthDate date, may be null", "user.externalId UUID, may be null",
					"user.tier one of FREE, GOLD, may be null", "user.groups list of texts, may be null",
					"user.attributes map, may be null", "user.home object, may be null",
					"user.home.city text, may be null", "user.memberships list of objects, may be null",
					"($.org in user.memberships) list of texts, may be null", "user.nick text, may be null",
					"client.settings.plan text, may be null", "client.id text", "actor.subject text, may be null",
					"now time")
			.doesNotContain("passwordHash", "selfAsserted", "user.manager.manager");
	}

	@Test
	void inputsWhenATokenHasThemNotThenSaysSo() {
		assertThat(text(page()))
			.contains("request.parameters.tenant text, may be null not for userinfo and introspection",
					"request.parameters['ui-locales'] text", "request.issuance text not for userinfo and introspection")
			.doesNotContain("request.parameters map", "request.scopes set of texts not for");
	}

	@Test
	void inputsAndExamplesThenAreValidExpressions() {
		ClaimPolicySet policies = server.context().getBean(ClaimPolicySet.class);
		Trials trials = new Trials(policies,
				server.context().getBean(io.github.claimsdsl.spring.preview.TokenPreview.class), EvaluationAudit.NONE);
		List<String> whole = INSERTED.matcher(page())
			.results()
			.filter((match) -> match.group(1).equals(match.group(2)))
			.map((match) -> HtmlUtils.htmlUnescape(match.group(1)))
			.filter((text) -> !isForm(text))
			.toList();
		assertThat(whole).hasSizeGreaterThan(150).contains("user.home.city", "lower('ABC')", "initial('Ann')");
		assertThat(whole)
			.allSatisfy((text) -> assertThat(trials.check(text, TokenType.ACCESS_TOKEN)).as(text).isEmpty());
	}

	/** Forms hold names of arguments, not expressions. */
	private static boolean isForm(String text) {
		return server.context()
			.getBean(ClaimPolicySet.class)
			.language()
			.entries()
			.stream()
			.anyMatch((entry) -> entry.form().equals(text));
	}

	@Test
	void tasksThenHaveFunctionsMethodsAndThoseOfTheTeam() {
		String page = page();
		assertThat(text(page)).contains("Text", "text.substring(start, end) Returns the text from one index up to",
				"'abc'.substring(0, 2) is \"ab\"", "coalesce(value, …)", "Functions of your own",
				"initial(text) Returns the first letter. initial('Ann')");
		assertThat(page).contains("data-insert=\".substring(start, end)\"", "<code>first</code> letter");
	}

	@Test
	void templateThenMakesAUser() {
		MatchResult template = TEMPLATE.matcher(page()).results().findFirst().orElseThrow();
		String json = HtmlUtils.htmlUnescape(template.group(1));
		assertThat(json).contains("\"city\" : \"city\"", "\"badge\" : null", "\"org\" : \"org\"")
			.doesNotContain("passwordHash");
		assertThat(value("user.home.city + ' ' + user.tier + ' ' + user.nick", json)).contains("\"city FREE nick\"");
	}

	@Test
	void valueWhenUserIsJsonThenIsOfItAndNobodyIsLoaded(CapturedOutput output) {
		assertThat(value("user.name + user.level", "{\"name\": \"Zoe-in-JSON\", \"level\": 7}")).contains("Valid",
				"\"Zoe-in-JSON7\"");
		assertThat(loaded).isZero();
		assertThat(output.getAll()).doesNotContain("Zoe-in-JSON");
	}

	@Test
	void valueWhenUserIsNamedThenIsLoaded() {
		HttpResponse<String> named = admin.submitFrom("/claims-dsl/expression", "/claims-dsl/expression", "client",
				"app", "grantType", "authorization_code", "user", "carol", "scopes", "openid", "expression",
				"user.name", "userKind", "NAMED", "userJson", "{nonsense");
		assertThat(text(named.body())).contains("\"carol\"");
		assertThat(loaded).isPositive();
	}

	@Test
	void valueWhenUserIsJsonThenTokenIsTheOneChosen() {
		for (TokenType type : TokenType.values()) {
			assertThat(text(evaluate("[user.name, token.type, client.id, request.grantType]", "{\"name\": \"Zoe\"}",
					"tokenType", type.name())
				.body())).contains("[\"Zoe\",\"" + type.value() + "\",\"app\",\"authorization_code\"]");
		}
		assertThat(loaded).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "grantType | client_credentials | client_credentials has no user",
			"client | nobody | there is no such client", "scopes | other | invalid_scope" })
	void valueWhenThereIsNoSuchTokenThenSaysSo(String field, String value, String sentence) {
		List<String> fields = new ArrayList<>(List.of("expression", "user.name", "userKind", "JSON", "userJson",
				"{\"name\": \"Zoe\"}", field, value));
		for (String[] other : new String[][] { { "client", "app" }, { "grantType", "authorization_code" },
				{ "scopes", "openid" } }) {
			if (!other[0].equals(field)) {
				fields.addAll(List.of(other));
			}
		}
		assertThat(
				text(admin.submitFrom("/claims-dsl/expression", "/claims-dsl/expression", fields.toArray(String[]::new))
					.body()))
			.contains(sentence)
			.doesNotContain("\"Zoe\" Value");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"nmae\": \"x\"} | Unknown property 'nmae' of user. Did you mean 'name'? Line 1, column",
					"{\"home\": {\"ctiy\": 1}} | Unknown property 'ctiy' of user.home. Did you mean 'city'?",
					"{\"name\": } | This JSON cannot be read: Unexpected character",
					"{\"name\": \"x\" | This JSON cannot be read", "{\"name\": \"x\"} x | This JSON cannot be read",
					"{\"name\": \"x\", \"name\": \"y\"} | This JSON cannot be read", "[] | Write a JSON object",
					"null | Write a JSON object", "7 | Write a JSON object", "`` | Write a JSON object",
					"{\"level\": \"7\"} | user.level should be a whole number of 32 bits. Line 1, column",
					"{\"level\": 7.5} | user.level should be a whole number",
					"{\"level\": 99999999999} | This JSON cannot be read: Numeric value",
					"{\"level\": null} | user.level cannot be null.",
					"{\"active\": null} | user.active cannot be null.", "{\"name\": 7} | user.name should be a text",
					"{\"since\": \"soon\"} | user.since should be a time",
					"{\"birthDate\": \"x\"} | user.birthDate should be a date",
					"{\"externalId\": \"x\"} | user.externalId should be a UUID",
					"{\"tier\": \"SILVER\"} | user.tier should be one of FREE, GOLD",
					"{\"groups\": \"x\"} | user.groups should be an array",
					"{\"home\": \"Oslo\"} | user.home should be an object",
					"{\"memberships\": [{}, 1]} | user.memberships[1] should be an object",
					"{\"badge\": {}} | user.badge cannot be read from JSON: Jackson cannot create a Badge",
					"{\"name\": \"forbidden\"} | The constructor of Member threw IllegalStateException. Missing:" })
	void jsonWhenWrongThenSaysWhy(String json, String sentence) {
		String page = value("user.name", json);
		assertThat(page).contains("No value, because the JSON does not describe a user. " + sentence)
			.doesNotContain("secret-of-the-constructor");
		assertThat(loaded).isZero();
	}

	@Test
	void jsonWhenWrongThenNamesLineAndColumn() {
		assertThat(value("user.name", "{\n  \"name\": oops\n}")).contains("Line 2, column 1");
	}

	@Test
	void jsonWhenHostileThenIsEscapedAndIsNoServerError() {
		assertThat(evaluate("user.name", "{\"name\": \"" + ConsoleServer.HOSTILE.replace("\"", "\\\"") + "\"}").body())
			.contains("&lt;script&gt;")
			.doesNotContain("<script>alert");
		List<String> hostile = new ArrayList<>(List.of("[".repeat(50_000), "{\"home\":".repeat(20_000),
				"{\"balance\": 1e999999999}", "{\"balance\": " + "9".repeat(5000) + "}", "{\"ratio\": 1e999}",
				"{\"since\": 1e999999999}", "{\"since\": 99999999999999999999}",
				"{\"attributes\": {\"a\": " + "[".repeat(99) + "]".repeat(99) + "}}", "{\"name\": \"\\ud800\"}",
				"{\"@class\": \"java.lang.Runtime\"}", "\"", "{", "}", "{\"a\"",
				"{\"manager\":".repeat(60) + "{}" + "}".repeat(60)));
		for (String json : hostile) {
			for (String expression : List.of("user.name", "user.balance", "user.balance + 1", "user.attributes",
					"user.since", "user.ratio", "text(user.balance)")) {
				HttpResponse<String> answer = evaluate(expression, json);
				assertThat(answer.statusCode()).as(json.substring(0, Math.min(40, json.length()))).isEqualTo(200);
				assertThat(answer.body()).doesNotContain("Exception:", "\tat ");
			}
		}
	}

	@Test
	void jsonWhenRandomlyChangedThenIsNoServerError() {
		String json = HtmlUtils.htmlUnescape(TEMPLATE.matcher(page()).results().findFirst().orElseThrow().group(1));
		JsonUsers users = new JsonUsers(List.of(Member.class),
				server.context().getBean(ClaimPolicySet.class).language());
		Random random = new Random(7);
		int made = 0;
		for (int i = 0; i < 20_000; i++) {
			StringBuilder changed = new StringBuilder(json);
			for (int j = random.nextInt(3); j >= 0; j--) {
				changed.setCharAt(random.nextInt(changed.length()), "{}[]\",:0e-tn\\ x".charAt(random.nextInt(15)));
			}
			try {
				users.read(changed.toString());
				made++;
			}
			catch (JsonUserException ex) {
				assertThat(ex.getMessage()).isNotBlank().endsWith(".").doesNotContain("tools.jackson", "Exception:");
			}
		}
		assertThat(made).isBetween(100, 19_000);
	}

	@Test
	void auditWhenUserIsJsonThenHasNoneOfIt() {
		evaluate("user.name", "{\"name\": \"Zoe-in-JSON\"}");
		List<AuditEvent> events = server.context()
			.getBean(AuditEventRepository.class)
			.find("alice", null, "EXPRESSION_EVALUATED");
		assertThat(events.get(events.size() - 1).getData()).containsEntry("user", "JSON")
			.containsEntry("client", "app");
		assertThat(events.toString()).doesNotContain("Zoe-in-JSON");
	}

	@Test
	void footerWhenAuditEventsAreRecordedThenSaysSo() {
		assertThat(admin.open("/claims-dsl/expression").body())
			.contains("Previews and evaluations are recorded as audit events with your name.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OTHER", "json" })
	void userWhenOfNoKindThenIsABadRequest(String kind) {
		assertThat(admin
			.submitFrom("/claims-dsl/expression", "/claims-dsl/expression", "expression", "now", "userKind", kind)
			.statusCode()).isEqualTo(400);
	}

}
