package io.github.claimsdsl.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console over HTTP: who may use it, and what it makes of nonsense.
 */
@DemoServerTest
class ConsoleTests {

	private static final Map<String, String> FORM = Map.of("client", "trusted-app", "grantType", "password", "issuance",
			"INITIAL", "user", "alice", "audience", "https://api.example.com", "scopes", "openid profile", "tokenType",
			"ACCESS_TOKEN", "expression", "user.email");

	@LocalServerPort
	private int port;

	@Autowired
	private AuditEventRepository audit;

	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/console", "/console/expression", "/console/matrix" })
	void consoleWhenNotSignedInThenAsksToSignIn(String page) {
		assertThat(this.browser.open(page).location().getPath()).isEqualTo("/login");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/console", "/console/", "/console/expression", "/console/matrix", "/console/console.css" })
	void consoleWhenNoAdminThenIsForbidden(String page) {
		this.browser.signIn("carol", "chess");
		assertThat(this.browser.open(page).status()).isEqualTo(403);
		String csrf = this.browser.open("/").field("_csrf");
		assertThat(this.browser.submit(page, "_csrf", csrf, "expression", "user.email").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/console", "/console/expression" })
	void formWhenItHasNoCsrfTokenThenIsForbidden(String page) {
		this.browser.signIn("alice", "wonderland");
		assertThat(new Http(this.port).post(page, FORM, "Accept", "text/html").status()).isEqualTo(403);
		assertThat(this.browser.submit(page, "client", "trusted-app").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "client, nobody, This request is not possible: there is no such client",
			"client, '', This request is not possible: there is no such client",
			"client, <script>, This request is not possible: there is no such client",
			"grantType, nothing, unauthorized_client",
			"grantType, refresh_token, This request is not possible: instead of refresh_token",
			"grantType, '', unauthorized_client", "user, nobody, invalid_grant", "user, ALICE, invalid_grant",
			"user, '', This request is not possible: name a user", "audience, https://nowhere.example, invalid_target",
			"scopes, nothing, invalid_scope" })
	void formWhenAValueIsUnknownThenSaysWhatARequestWouldGet(String field, String value, String answer) {
		for (String page : new String[] { "/console", "/console/expression" }) {
			assertThat(submit(page, field, value).body()).contains(answer).doesNotContain("<script>");
		}
	}

	@ParameterizedTest
	@CsvSource({ "issuance, never", "issuance, initial", "tokenType, refresh_token" })
	void formWhenItSaysWhatNoFormSaysThenIsABadRequest(String field, String value) {
		assertErrorPage(submit("/console/expression", field, value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "client", "user", "audience", "scopes", "expression" })
	void formWhenAValueHasControlCharactersThenIsABadRequest(String field) {
		for (String character : new String[] { "\0", "\u001b", "\u007f", "\u0085" }) {
			assertErrorPage(submit("/console/expression", field, "a" + character));
		}
	}

	@Test
	void endpointsWhenAValueHasALineEndThenRefuseItStill() {
		assertThat(new Http(this.port).token("machine", "grant_type", "client_credentials", "scope", "a\nb").error())
			.isEqualTo("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "scopes[99999999]", "scopes[x]", "client.name", "class.classLoader", "_user", "!user" })
	void formWhenItHasOtherFieldsThenIgnoresThem(String field) {
		assertThat(submit("/console", field, "openid").body()).contains("alice@mydomain.com");
	}

	@Test
	void formWhenFieldsAreMissingThenSaysSo() {
		this.browser.signIn("alice", "wonderland");
		for (String page : new String[] { "/console", "/console/expression" }) {
			assertThat(this.browser.submit(page, "_csrf", this.browser.open(page).field("_csrf"), "expression", "now")
				.body()).contains("This request is not possible: there is no such client.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "(", "'", "user", "user.emial", "<script>alert(1)</script>", "user.email = 1",
			"java.lang.Runtime.getRuntime()", "new java.io.File('x')", "\uD800", "\u202e", "[", "user.class" })
	void expressionWhenNonsenseThenSaysWhatIsWrong(String expression) {
		Answer answer = submit("/console/expression", "expression", expression);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).contains("Not valid").doesNotContain("<script>", "Exception");
	}

	@Test
	void expressionWhenLongThenSaysSo() {
		assertThat(submit("/console/expression", "expression", "a".repeat(50_000)).body())
			.contains("The expression has 50000 characters.", "The limit is 2000");
		assertThat(submit("/console/expression", "expression", "a".repeat(100_000)).status()).isBetween(400, 413);
	}

	@Test
	void expressionWhenItReadsTheTokenThenSeesTheOneChosen() {
		assertValue("[client.id, request.grantType, request.audience]",
				"[\"trusted-app\",\"password\",\"https://api.example.com\"]");
		assertValue("[request.issuance, token.type, token.format]", "[\"initial\",\"access_token\",\"jwt\"]");
		assertValue("request.scopes", "[\"openid\",\"profile\"]");
		assertValue("'a'\n + 'b'", "\"ab\"");
		assertValue("user.roles contains 'admin'", "true");
		assertValue("'<b>'", "\"<b>\"");
	}

	@Test
	void expressionWhenATimeThenIsANumberAsInTokens() {
		assertThat(submit("/console/expression", "expression", "now").body()).containsPattern(">\n\\d{10}</pre>");
	}

	@Test
	void expressionWhenThereIsNoValueThenSaysWhy() {
		assertThat(submit("/console/expression", "client", "machine", "grantType", "client_credentials", "user", "",
				"scopes", "")
			.body()).contains("no user");
		assertThat(submit("/console/expression", "user", "bob").body())
			.contains("No value, because the token would not be issued", "invalid_grant");
		assertThat(submit("/console/expression", "expression", "user.department", "user", "carol").body())
			.contains("no value");
		assertThat(submit("/console/expression", "expression", "user.tier.length").body()).contains("Not valid");
	}

	@Test
	void matrixWhenSearchIsHostileThenFindsNothing() {
		this.browser.signIn("alice", "wonderland");
		for (String search : new String[] { "%3Cscript%3E", "a".repeat(4_000), "%25", "*" }) {
			Answer answer = this.browser.open("/console/matrix?search=" + search);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).contains("0 of ").doesNotContain("<script>");
		}
		assertErrorPage(this.browser.open("/console/matrix?search=%00"));
	}

	@Test
	void consoleWhenItShowsTheDataOfAUserThenIsAudited() {
		submit("/console", "user", "carol");
		submit("/console/expression", "user", "carol");
		assertThat(this.audit.find("alice", null, "CLAIMS_TOKEN_PREVIEWED")).extracting(AuditEvent::getData)
			.anyMatch((data) -> data.get("user").equals("carol"));
		assertThat(this.audit.find("alice", null, "EXPRESSION_EVALUATED")).extracting(AuditEvent::getData)
			.contains(Map.of("expression", "user.email", "client", "trusted-app", "user", "carol"));
	}

	private void assertValue(String expression, String json) {
		assertThat(submit("/console/expression", "expression", expression).body()
			.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&lt;", "<")
			.replace("&gt;", ">")).contains(">\n" + json + "</pre>");
	}

	/** Submits the form with some values in place of its own. */
	private Answer submit(String page, String... fields) {
		Map<String, String> form = new LinkedHashMap<>(FORM);
		form.putAll(Http.form(fields));
		this.browser.signIn("alice", "wonderland");
		form.put("_csrf", this.browser.open("/console").field("_csrf"));
		return this.browser.submit(page,
				form.entrySet()
					.stream()
					.flatMap((field) -> Stream.of(field.getKey(), field.getValue()))
					.toArray(String[]::new));
	}

	private static void assertErrorPage(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("<h1>Something is wrong</h1>").doesNotContain("Exception");
	}

}
