package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the preview compares.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleComparisonTests {

	private static final String[] FORM = { "client", "app", "grantType", "authorization_code", "issuance", "INITIAL",
			"user", "carol", "scopes", "openid" };

	private static final String POLICIES = """
			claims-dsl:
			  policies:
			    every:
			      audience: any
			      claims:
			        whose: user.name + '!'
			        fresh: "'new'"
			""";

	private static ConsoleServer server;

	private static Visitor admin;

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(Plain.class, "spring.datasource.password", "hunter2", "shown", "seen",
				"claims-dsl.policies.every.claims.named", "'${shown}'", "claims-dsl.policies.other.audience", "any",
				"claims-dsl.policies.other.claims.other", "'o'", "claims-dsl.audiences[0].id",
				"https://api.example.com", "claims-dsl.audiences[0].clients", "app", "claims-dsl.audiences[0].scopes",
				"read");
		admin = server.visitor().signIn("alice", "wonderland");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String compare(String... fields) {
		String[] all = new String[FORM.length + fields.length];
		System.arraycopy(FORM, 0, all, 0, FORM.length);
		System.arraycopy(fields, 0, all, FORM.length, fields.length);
		return Pages.text(admin.submitFrom("/claims-dsl", "/claims-dsl", all).body());
	}

	@Test
	void comparisonWhenUsersDifferThenTheirClaimsAreMarked() {
		String text = compare("other-user", "alice");
		assertThat(text).contains("carol Issued", "alice Issued", "2 differences.")
			.containsPattern("whose \"carol\" every.whose, .+? \"alice\" every.whose, .+? differs")
			.containsPattern("sub \"carol\" \"alice\" differs")
			.containsPattern("named \"seen\" every.named, .+? \"seen\" every.named, .+? same")
			.containsPattern("exp \\d+ \\d+ differs in each token");
	}

	@Test
	void comparisonWhenNothingDiffersThenSaysSo() {
		assertThat(compare("other-user", "carol")).contains("No difference.").doesNotContain("differs differs");
	}

	@Test
	void comparisonWhenOneIsRefusedThenShowsTheErrorBesideTheOther() {
		assertThat(compare("other-issuance", "REFRESH")).contains("initial Issued",
				"refresh Refused unauthorized_client");
		assertThat(compare("other-grantType", "client_credentials"))
			.contains("This request is not possible: client_credentials has no user.");
		assertThat(compare("other-client", "nobody"))
			.contains("This request is not possible: there is no such client.");
		assertThat(compare("other-audience", "https://nowhere.example.com")).contains("no audience Issued",
				"https://nowhere.example.com Refused invalid_target");
	}

	@Test
	void comparisonWhenPoliciesArePastedThenTheyCountInPlaceOfTheServers() {
		String text = compare("yaml", POLICIES);
		assertThat(text)
			.containsPattern("whose \"carol\" every.whose, .+? \"carol!\" every.whose, pasted.yml:6:16 differs")
			.containsPattern("fresh – \"new\" every.fresh, pasted.yml:7:16 only the pasted policies")
			.containsPattern("other \"o\" other.other, .+? – only today’s policies");
		assertThat(Pages.text(admin.submitFrom("/claims-dsl", "/claims-dsl", FORM).body()))
			.containsPattern("whose \\d+ bytes \"carol\"");
	}

	@Test
	void comparisonWhenOnlyAnotherPartIsPastedThenThePoliciesStay() {
		String text = compare("yaml", """
				claims-dsl:
				  max-token-size: 100B
				""");
		assertThat(text).contains("today’s policies Issued", "the pasted policies Refused server_error");
	}

	@Test
	void comparisonWhenAServerWouldNotStartThenShowsEveryIssueWithItsPlace() {
		String text = compare("yaml", """
				claims-dsl:
				  policies:
				    every:
				      audience: any
				      claims:
				        one: user.nmae
				        two: user.name.size() + 'a' ==
				      clams: 1
				""");
		assertThat(text).contains("Not valid the server would not start with the pasted policies",
				"Unknown property 'nmae' of user. Did you mean 'name'?", "[pasted.yml:6:14]", "[pasted.yml:7:14]",
				"[pasted.yml:8:14]", "Did you mean 'claims'?");
	}

	@Test
	void comparisonWhenAPlaceholderNamesASecretThenItIsNotRead() {
		String text = compare("yaml", """
				claims-dsl:
				  policies:
				    every:
				      audience: any
				      claims:
				        secret: "'${spring.datasource.password:nothing}'"
				        path: "'${PATH:no path}'"
				        home: "'${user.home:no home}'"
				        own: "'${shown}'"
				""");
		assertThat(text).doesNotContain("hunter2", System.getProperty("user.home"))
			.contains("secret – \"nothing\"", "path – \"no path\"", "home – \"no home\"", "own – \"seen\"");
	}

	@Test
	void comparisonWhenADocumentIsForAnotherProfileThenItDoesNotCount() {
		String text = compare("yaml", POLICIES + """
				---
				spring.config.activate.on-profile: production
				claims-dsl.policies.every.claims.fresh: "'production'"
				---
				spring.config.activate.on-profile: default
				claims-dsl.policies.every.claims.later: "'default'"
				""");
		assertThat(text).contains("later – \"default\"", "fresh – \"new\"").doesNotContain("production");
	}

	@Test
	void comparisonWhenAPartIsTheServersThenItIsNamed() {
		assertThat(compare("yaml", POLICIES + """
				  issuers: [https://other.example.com]
				  console:
				    enabled: false
				""")).contains(
				"Pasted policies cannot change these, so they are not compared: claims-dsl.console, claims-dsl.issuers.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "just a text", "- a\n- b", "spring:\n  application:\n    name: x", "a: [", "{{{{", "\t",
			"claims-dsl: &a [*a]", "? : ?", "%YAML 9.9\n---\n", "!!javax.script.ScriptEngineManager []",
			"claims-dsl: !!java.net.URL ['https://example.com']", "claims-dsl: text", "---\n---\n---", "\u0000",
			"\ud800", "claims-dsl:\n  console:\n    enabled: false" })
	void comparisonWhenTextIsNoPoliciesThenSaysSo(String yaml) {
		String text = compare("yaml", yaml);
		if (!yaml.isBlank()) {
			assertThat(text).containsAnyOf("The pasted policies cannot be read: ",
					"the server would not start with the pasted policies");
		}
	}

	@Test
	void comparisonWhenAliasesWouldMultiplyThenIsRefused() {
		StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
		for (int i = 1; i < 30; i++) {
			bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
		}
		assertThat(compare("yaml", bomb + "claims-dsl: *a29")).contains("it has more than 3000 values");
		assertThat(compare("yaml", "a: &a " + "x".repeat(50_000) + "\nb: [" + "*a, ".repeat(10) + "]\n" + POLICIES))
			.contains("it has more than 400000 characters, with its aliases");
	}

	@Test
	void comparisonWhenAliasesArePlainThenTheyCount() {
		assertThat(compare("yaml", """
				value: &value "'anchored'"
				claims-dsl:
				  policies:
				    every:
				      audience: any
				      claims: {%s}
				""".formatted("c%d: *value, ".repeat(30).formatted(IntStream.range(0, 30).boxed().toArray()))))
			.contains("c29 – \"anchored\"");
	}

	@Test
	void comparisonWhenPlaceholdersWouldMultiplyThenIsRefused() {
		StringBuilder bomb = new StringBuilder("a0: xxxxxxxxxx\n");
		for (int i = 1; i < 10; i++) {
			bomb.append("a%d: %s\n".formatted(i, ("${a" + (i - 1) + "}").repeat(10)));
		}
		String tooMuch = "its placeholders stand for more than 400000 characters in all";
		assertThat(compare("yaml", bomb + POLICIES.replace("'new'", "'${a9}'"))).contains(tooMuch);
		assertThat(compare("yaml", bomb + "---\nspring.config.activate.on-profile: ${a9}\n" + POLICIES))
			.contains(tooMuch);
		assertThat(compare("yaml", "a: ${a}\n" + POLICIES)).contains("Circular placeholder reference");
	}

	/** Each took a minute, all memory, or the stack. */
	static Stream<Arguments> tooMuch() {
		return Stream.of(Arguments.of("claims-dsl: " + "[".repeat(190_000), "nested more than 50 levels deep"),
				Arguments.of(POLICIES + "---\n".repeat(1_000), "more than 50 documents"),
				Arguments.of(POLICIES + "x: [" + "x, ".repeat(3_000) + "]", "more than 3000 values"),
				Arguments.of("? \"" + "k".repeat(90_000) + "\"\n: [x, x]\n" + POLICIES,
						"a name has more than 1000 characters"),
				Arguments.of(POLICIES + "        ? \"" + "a.".repeat(50_000) + "a\"\n        : user.name",
						"a name has more than 1000 characters"),
				Arguments.of(POLICIES.replace("'new'", "${a:".repeat(30_000) + "x" + "}".repeat(30_000)),
						"more than 100 placeholders"),
				Arguments.of("spring.config.activate.on-profile: " + "(".repeat(50_000) + "a" + ")".repeat(50_000)
						+ "\n" + POLICIES, "it is nested too deeply"));
	}

	@ParameterizedTest
	@MethodSource("tooMuch")
	void comparisonWhenTextHoldsTooMuchThenSaysWhat(String yaml, String problem) {
		assertThat(compare("yaml", yaml)).contains("The pasted policies cannot be read: ", problem);
	}

	@Test
	void comparisonWhenTextIsHostileThenIsEscaped() {
		String body = admin
			.submitFrom("/claims-dsl", "/claims-dsl", "client", "app", "grantType", "authorization_code", "issuance",
					"INITIAL", "user", "carol", "scopes", "openid", "yaml",
					"claims-dsl:\n  policies:\n    \"" + ConsoleServer.HOSTILE.replace("\"", "\\\"") + "\": x\n")
			.body();
		assertThat(body).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
	}

	@Test
	void comparisonWhenPoliciesArePastedThenNothingOfThemIsLogged(CapturedOutput output) {
		compare("yaml", POLICIES.replace("'new'", "'xyzzy'"));
		compare("yaml", POLICIES.replace("'new'", "xyzzy"));
		assertThat(output.getAll()).doesNotContain("xyzzy", "carol");
	}

	@Test
	void previewWhenPoliciesWerePastedThenTheServersAreAsBefore() {
		compare("yaml", POLICIES);
		assertThat(Pages.text(admin.open("/claims-dsl/policies").body())).contains("user.name")
			.doesNotContain("fresh", "pasted.yml");
		assertThat(List.of(compare("other-user", "alice"))).noneMatch((text) -> text.contains("pasted"));
	}

}
