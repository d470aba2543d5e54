package io.github.claimsdsl.boot.console;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in a server that relies on Spring Boot's own chains, with a context path,
 * behind a proxy with a prefix.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleServerTests {

	private static final String[] FORM = { "client", "app", "grantType", "authorization_code", "issuance", "INITIAL",
			"user", "carol", "scopes", "openid" };

	private static ConsoleServer server;

	@Configuration(proxyBeanMethods = false)
	static class BootDefaults {

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(BootDefaults.class, "server.servlet.context-path", "/auth",
				"server.forward-headers-strategy", "framework");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Visitor admin() {
		return server.visitor().signIn("alice", "wonderland");
	}

	@Test
	void chainsWhenConsoleIsOnThenThoseOfSpringBootAreKept() {
		assertThat(server.context().getBeansOfType(SecurityFilterChain.class)).containsOnlyKeys(
				"authorizationServerSecurityFilterChain", "defaultSecurityFilterChain",
				"claimsDslConsoleSecurityFilterChain");
		assertThat(server.visitor().open("/.well-known/openid-configuration").statusCode()).isEqualTo(200);
		HttpResponse<String> other = server.visitor().open("/other");
		assertThat(other.statusCode()).isEqualTo(302);
		assertThat(other.headers().firstValue("Location"))
			.hasValueSatisfying((it) -> assertThat(it).endsWith("/login"));
		assertThat(other.headers().firstValue("Content-Security-Policy")).isEmpty();
		assertThat(server.visitor().open("/claims-dslx").statusCode()).isEqualTo(302);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/expression", "/matrix", "/policies", "/console.css", "/console.js", "/icon.svg",
			"/nowhere" })
	void pageWhenNotSignedInThenAsksToSignIn(String page) {
		HttpResponse<String> browser = server.visitor().open("/claims-dsl" + page);
		assertThat(browser.statusCode()).isEqualTo(302);
		assertThat(browser.headers().firstValue("Location"))
			.hasValueSatisfying((it) -> assertThat(it).endsWith("/auth/login"));
		HttpResponse<String> program = server.visitor().ask("/claims-dsl" + page);
		assertThat(program.statusCode()).as("401 would ask for HTTP Basic, which nobody reads").isEqualTo(403);
		assertThat(program.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(program.body()).contains("You are not signed in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/expression", "/matrix", "/policies", "/console.css", "/nowhere" })
	void pageWhenAuthorityIsMissingThenIsForbidden(String page) {
		Visitor carol = server.visitor().signIn("carol", "chess");
		HttpResponse<String> answer = carol.open("/claims-dsl" + page);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("You may not see this page", "403 Forbidden");
		assertThat(carol.submit("/claims-dsl" + page, FORM).statusCode()).isEqualTo(403);
	}

	@Test
	void pageWhenTheServerHasNoHttpBasicThenNeitherHasTheConsole() {
		String right = Visitor.basic("alice", "wonderland");
		assertThat(server.visitor().ask("/claims-dsl", "Authorization", right).body())
			.contains("You are not signed in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/expression", "/check", "/suggest" })
	void formWhenCsrfTokenIsMissingThenIsForbidden(String page) {
		HttpResponse<String> answer = admin().submit("/claims-dsl" + page, FORM);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("This form is no longer valid");
	}

	@Test
	void pageWhenAnsweredThenHeadersAreStrict() {
		Map<String, List<String>> headers = admin().open("/claims-dsl").headers().map();
		assertThat(headers).containsEntry("content-security-policy",
				List.of("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
						+ "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"))
			.containsEntry("x-frame-options", List.of("DENY"))
			.containsEntry("referrer-policy", List.of("no-referrer"))
			.containsEntry("x-content-type-options", List.of("nosniff"))
			.containsEntry("content-type", List.of("text/html;charset=UTF-8"));
		assertThat(headers.get("cache-control").toString()).contains("no-store");
	}

	@Test
	void linksWhenBehindAPrefixThenAreRelative() {
		Visitor admin = admin();
		assertThat(admin.open("/claims-dsl", "X-Forwarded-Prefix", "/sso").body())
			.contains("href=\"claims-dsl/matrix\"", "action=\"claims-dsl/#result\"")
			.doesNotContain("\"/auth", "\"/claims-dsl", "http://", "https://");
		assertThat(admin.open("/claims-dsl/matrix").body()).contains("href=\"./expression\"", "src=\"./console.js\"")
			.doesNotContain("\"/auth", "\"/claims-dsl");
		assertThat(server.visitor()
			.open("/claims-dsl", "X-Forwarded-Prefix", "/sso", "X-Forwarded-Host", "login.example.com")
			.headers()
			.firstValue("Location")).hasValueSatisfying((it) -> assertThat(it).endsWith("/sso/login"));
	}

	@Test
	void previewWhenClaimValuesAreHostileThenAreEscaped(CapturedOutput output) {
		HttpResponse<String> answer = admin().submitFrom("/claims-dsl", "/claims-dsl", FORM);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body())
			.contains("&lt;/textarea&gt;&lt;/pre&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;carol&quot;",
					"Rule", "every.whose", "skipped: condition false", "As JSON")
			.doesNotContain("<script>", "</textarea></pre>");
		assertThat(output.getAll()).doesNotContain("alert(1)", "carol");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client", "grantType", "user", "audience", "scopes", "issuer" })
	void previewWhenFieldIsHostileThenIsEscaped(String field) {
		HttpResponse<String> answer = admin().submitFrom("/claims-dsl", "/claims-dsl",
				with(field, ConsoleServer.HOSTILE));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).doesNotContain("<script>", "</textarea></pre>");
	}

	@Test
	void previewWhenClientIsUnknownThenSaysSo() {
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl", with("client", "nobody")).body())
			.contains("This request is not possible: there is no such client.");
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl", with("user", "nobody")).body()).contains("Refused",
				"invalid_grant");
	}

	@Test
	void formWhenItSaysWhatNoFormSaysThenIsABadRequest() {
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl", with("issuance", "NEVER")).statusCode())
			.isEqualTo(400);
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl", with("client", "a".repeat(300_000))).statusCode())
			.isEqualTo(400);
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl/suggest", "kind", "secrets").statusCode())
			.isEqualTo(400);
	}

	@Test
	void expressionWhenHostileThenIsEscapedAndNotLogged(CapturedOutput output) {
		HttpResponse<String> answer = evaluate("'" + ConsoleServer.HOSTILE.replace("'", "\\'") + "'");
		assertThat(answer.body()).contains("Valid", "&lt;script&gt;").doesNotContain("<script>");
		assertThat(evaluate(ConsoleServer.HOSTILE).body()).contains("Not valid", "&lt;/textarea&gt;")
			.doesNotContain("<script>", "</textarea></pre>");
		assertThat(output.getAll()).doesNotContain("alert(1)");
	}

	@Test
	void expressionWhenItHasSeveralLinesThenHasItsValue() {
		assertThat(evaluate("\r\nuser.name\r\n + '!'").body()).contains("&quot;carol!&quot;</pre>",
				">\n\nuser.name\n + &#39;!&#39;</textarea>");
	}

	@Test
	void expressionWhenUserIsJsonThenIsASpringUser() {
		String page = admin().open("/claims-dsl/expression").body();
		assertThat(page).contains("&quot;authorities&quot; : [ &quot;authorities&quot; ]", "Describes a SpringUser",
				"data-insert=\"user.roles\"");
		String json = "{\"name\": \"zoe\", \"authorities\": [], \"roles\": [\"CHEF\"]}";
		assertThat(given("user.roles", json)).contains("[&quot;CHEF&quot;]</pre>");
		assertThat(given("user.name", "{\"name\": \"zoe\"}"))
			.contains("The constructor of SpringUser threw NullPointerException. Missing: authorities, roles.");
	}

	private static String given(String expression, String json) {
		String[] fields = with("expression", expression);
		String[] all = Arrays.copyOf(fields, fields.length + 4);
		System.arraycopy(new String[] { "userKind", "JSON", "userJson", json }, 0, all, fields.length, 4);
		return admin().submitFrom("/claims-dsl/expression", "/claims-dsl/expression", all).body();
	}

	@Test
	void expressionWhenHugeThenSaysSo() {
		assertThat(evaluate("a".repeat(150_000)).body()).contains("The limit is 2000");
		assertThat(evaluate("a".repeat(300_000)).statusCode()).isEqualTo(400);
	}

	@Test
	void expressionWhenWrongThenAButtonPutsTheRewriteIntoTheBox() {
		String page = evaluate("'a' in user.authorities").body();
		assertThat(page).contains("name=\"rewrite\" value=\"user.authorities contains &#39;a&#39;\"");
		assertThat(admin()
			.submitFrom("/claims-dsl/expression", "/claims-dsl/expression",
					with("rewrite", "user.authorities contains 'a'"))
			.body()).contains("Valid", ">\nuser.authorities contains &#39;a&#39;</textarea>");
	}

	@Test
	void checkWhenExpressionIsWrongThenTellsTheScript() {
		HttpResponse<String> answer = admin().submitFrom("/claims-dsl/expression", "/claims-dsl/check", "expression",
				"user.nmae");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.body()).contains("\"Unknown property 'nmae' of user.\"", "\"Did you mean 'name'?\"");
		assertThat(admin().submitFrom("/claims-dsl/expression", "/claims-dsl/check", "expression", "user.name").body())
			.isEqualTo("[]");
	}

	@Test
	void suggestWhenThereIsNoDirectoryThenFindsClientsOfPolicies() {
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl/suggest", "kind", "clients", "search", "ap").body())
			.isEqualTo("[\"app\"]");
		assertThat(admin().submitFrom("/claims-dsl", "/claims-dsl/suggest", "kind", "users", "search", "").body())
			.isEqualTo("[]");
	}

	@Test
	void matrixWhenSearchedThenShowsTheRowsThatHoldAllWords() {
		Visitor admin = admin();
		assertThat(admin.open("/claims-dsl/matrix").body()).contains("3 rows", "every.hostile");
		assertThat(admin.open("/claims-dsl/matrix?search=WHOSE+access").body()).contains("1 of 3 rows");
		assertThat(admin.open("/claims-dsl/matrix?search=%3Cscript%3E").body()).contains("0 of 3 claims")
			.doesNotContain("<script>");
	}

	@Test
	void policiesWhenTextsAreHostileThenAreEscaped() {
		assertThat(admin().open("/claims-dsl/policies").body())
			.contains("every", "user.name == &#39;&lt;i&gt;&#39;", "&lt;script&gt;", "client")
			.doesNotContain("<script>", "<i>");
	}

	private static HttpResponse<String> evaluate(String expression) {
		return admin().submitFrom("/claims-dsl/expression", "/claims-dsl/expression", with("expression", expression));
	}

	private static String[] with(String field, String value) {
		String[] fields = new String[FORM.length + 2];
		System.arraycopy(FORM, 0, fields, 0, FORM.length);
		for (int i = 0; i < FORM.length; i += 2) {
			if (fields[i].equals(field)) {
				fields[i] = "replaced";
			}
		}
		fields[FORM.length] = field;
		fields[FORM.length + 1] = value;
		return fields;
	}

}
