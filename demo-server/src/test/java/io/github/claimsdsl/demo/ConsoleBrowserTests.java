package io.github.claimsdsl.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in a real Chromium.
 */
class ConsoleBrowserTests extends PageTest {

	private static final String CLAIMS = "https://mydomain.com/claims/";

	private static final String API = "https://api.example.com";

	private static final String REPORTS = "https://reports.example.com";

	@Test
	void previewWhenApiIsAskedForThenEmailIsInTheAccessTokenOnly() {
		openConsole("");
		preview("trusted-app", "password", "alice", API);
		assertThat(claim("access_token", CLAIMS + "email")).contains("\"alice@mydomain.com\"", "56 bytes",
				"Rule exampleApiClaims.email", "Origin ExampleApiClaims.email(AppUser)");
		assertThat(text("#access_token")).contains("Issued", "typ \"at+jwt\"", "cnf only if the request");
		assertThat(text("#id_token")).contains("Issued", "\"trusted-app\"", "nonce set by the request")
			.doesNotContain("alice@mydomain.com");
		assertThat(chromium.address()).endsWith("/console/#result");
	}

	/** Makes the picture that the README shows: docs/console.png is a copy of it. */
	@Test
	void previewWhenPicturedThenShowsWhichRulePutTheClaimThere() throws Exception {
		openConsole("");
		preview("trusted-app", "password", "alice", API);
		chromium.preferColors("light");
		chromium.screenshot("readme", 860);
		assertThat(claim("access_token", CLAIMS + "email")).contains("Rule exampleApiClaims.email");
		assertThat(Files.readString(Path.of("../README.md"))).contains("](docs/console.png)");
		assertThat(Path.of("../docs/console.png")).isNotEmptyFile();
	}

	@Test
	void previewWhenTokenIsIssuedToThenHasTheSameClaims() throws Exception {
		Answer issued = new Http(this.port).token("trusted-app", "grant_type", "password", "username", "alice",
				"password", "wonderland", "scope", "openid", "audience", API);
		openConsole("");
		preview("trusted-app", "password", "alice", API);
		for (String token : List.of("access_token", "id_token")) {
			Set<String> names = new HashSet<>(issued.claims(token).getClaims().keySet());
			names.removeAll(texts("#" + token + " .pairs dt"));
			assertThat(texts("#" + token + " .claims .name b")).containsExactlyInAnyOrderElementsOf(names);
		}
		assertThat(
				new Http(this.port).get("/userinfo", "Authorization", "Bearer " + issued.string("access_token")).json())
			.containsOnlyKeys(texts("#userinfo .claims .name b"));
	}

	@Test
	void previewWhenUserIsAskedForThenShowsWhatUserinfoAnswers() {
		openConsole("");
		fill("client", "trusted-app");
		chromium.find("input[value=profile]").click();
		chromium.find("input[value=email]").click();
		preview("trusted-app", "password", "carol", API);
		assertThat(texts("article h2")).containsExactly("Access token", "ID token", "Userinfo", "Introspection");
		assertThat(text("#userinfo"))
			.contains("What /userinfo answers when the client presents the access token", "Answered")
			.doesNotContain("Issued", "opaque");
		assertThat(claim("userinfo", "name")).contains("\"Carol\"", "Rule profileClaims.name");
		assertThat(claim("userinfo", "email")).contains("\"carol@mydomain.com\"", "Rule userinfo.email");
		assertThat(claim("userinfo", "email_verified")).contains("false", "Rule userinfo.email_verified");
		assertThat(claim("id_token", "name")).contains("\"Carol\"");
		assertThat(text("#id_token")).doesNotContain("carol@mydomain.com");
	}

	@Test
	void previewWhenApiIntrospectsThenShowsWhatTheTokenDoesNotCarry() {
		openConsole("");
		preview("trusted-app", "password", "alice", REPORTS);
		assertThat(text("#introspection"))
			.contains("What /oauth2/introspect answers when one of the audience’s api-clients asks", "Answered")
			.doesNotContain("Issued", "opaque");
		assertThat(claim("introspection", CLAIMS + "tier")).contains("\"platinum\"", "Rule introspected-reports.tier");
		assertThat(claim("introspection", CLAIMS + "roles")).doesNotContain("Rule");
		assertThat(texts("#access_token .claims .name b")).contains(CLAIMS + "roles").doesNotContain(CLAIMS + "tier");
		preview("trusted-app", "password", "alice", "");
		assertThat(text("#introspection")).contains("What /oauth2/introspect answers when the client asks", "Answered");
	}

	@Test
	void previewWhenTokenIsOpaqueThenSaysWhereItsClaimsAre() {
		openConsole("");
		chromium.find("input[value=openid]").click();
		preview("opaque-app", "client_credentials", "", REPORTS);
		assertThat(text("#access_token")).contains("Issued opaque: only introspection shows its claims");
		assertThat(text("#userinfo")).contains("Not answered", "Userinfo needs the scope openid");
		assertThat(claim("introspection", CLAIMS + "tier")).contains("no user");
	}

	@Test
	void previewWhenConditionIsFalseThenSaysThatTheRuleIsSkipped() {
		openConsole("");
		preview("trusted-app", "password", "carol", REPORTS);
		assertThat(claim("access_token", CLAIMS + "roles")).contains("[\"user\"]");
		assertThat(claim("access_token", CLAIMS + "department")).contains("skipped: condition false",
				"Rule reports.department", "application.yml:");
	}

	@Test
	void previewWhenRuleIsForOtherTokensThenNamesTheSelector() {
		openConsole("");
		preview("trusted-app", "password", "alice", API);
		assertThat(text("#access_token")).doesNotContain("audience does not match");
		chromium.find("#access_token summary").click();
		assertThat(claim("access_token", CLAIMS + "roles")).contains("audience does not match", "Rule reports.roles");
		assertThat(text("#access_token")).contains(CLAIMS + "tier grant-type does not match Rule machines.tier",
				CLAIMS + "tier token-type does not match Rule introspected-reports.tier");
	}

	@ParameterizedTest
	@CsvSource({ "trusted-app, password, bob, https://api.example.com, invalid_grant",
			"second-app, password, alice, https://reports.example.com, invalid_target",
			"machine, password, alice, https://api.example.com, unauthorized_client" })
	void previewWhenRequestIsRefusedThenShowsTheError(String client, String grant, String user, String audience,
			String error) {
		openConsole("");
		preview(client, grant, user, audience);
		assertThat(text("#access_token")).contains("Refused", error);
	}

	@Test
	void previewWhenThereIsNoSuchRequestThenSaysWhy() {
		openConsole("");
		preview("machine", "client_credentials", "alice", API);
		assertThat(text("[role=alert]")).isEqualTo("This request is not possible: client_credentials has no user.");
		assertThat(chromium.find("#client").getDomProperty("value")).isEqualTo("machine");
		fill("user", "");
		chromium.find("input[value=openid]").click();
		chromium.click("form button");
		assertThat(claim("access_token", CLAIMS + "tier")).contains("\"gold\"");
		assertThat(text("#id_token")).contains("Not issued");
	}

	@Test
	void previewWhenComparedThenMarksWhatDiffers() {
		openConsole("");
		compare("user", "carol");
		preview("trusted-app", "password", "alice", REPORTS);
		assertThat(text("#access_token")).contains("alice Issued", "carol Issued");
		assertThat(texts("#access_token tr.differs th")).containsExactly(CLAIMS + "department", CLAIMS + "roles",
				"sub");
		assertThat(texts("#access_token tr.differs td:last-child")).containsExactly("only alice", "differs", "differs");
		assertThat(texts("#introspection tr.differs th")).contains(CLAIMS + "tier");
		fill("other-user", "");
		chromium.find("#yaml")
			.sendKeys("claims-dsl.policies.reports:\n  audience: " + REPORTS + "\n  claims:\n    x: user.emial\n");
		chromium.click("form button");
		assertThat(text("[role=alert]")).contains("Unknown property 'emial' of user. Did you mean 'email'?",
				"[pasted.yml:4:8]");
	}

	@Test
	void explanationWhenTokensAreOfThisServerThenNamesTheRuleOfEachClaim() throws Exception {
		Answer issued = new Http(this.port).token("trusted-app", "grant_type", "password", "username", "carol",
				"password", "chess", "scope", "openid profile", "audience", API);
		openConsole("/explain");
		for (String token : List.of("access_token", "id_token")) {
			fill("token", issued.string(token));
			chromium.click("form button");
			assertThat(text("#today")).contains("No difference.");
			assertThat(chromium.find("#client").getDomProperty("value")).isEqualTo("trusted-app");
			assertThat(chromium.find("#user").getDomProperty("value")).isEqualTo("carol");
		}
		assertThat(text("#today")).contains("ID token compared with today", "name \"Carol\" \"Carol\"",
				"profileClaims.name");
		fill("token", issued.string("access_token").replaceFirst("\\.[^.]*$", ".AAAA"));
		chromium.click("form button");
		assertThat(text("[role=alert]")).startsWith("This is not a token of this server");
		assertThat(text("#result")).doesNotContain("Carol");
	}

	@Test
	void matrixWhenSearchedThenShowsTheRowsThatHoldAllWords() {
		openConsole("/matrix");
		assertThat(chromium.findAll(".rows tr")).hasSizeGreaterThan(4);
		chromium.find("#search").sendKeys("EMAIL password");
		chromium.click("form button");
		assertThat(text("[role=status]")).isEqualTo("1 of 7 claims, 0 of 1 denial");
		assertThat(texts(".rows tr th")).containsExactly(CLAIMS + "email");
		assertThat(texts(".rows tr td")).containsExactly("access_token", API, "password", "any", "any", "any", "any",
				"exampleApiClaims.email");
		assertThat(texts(".picture .mark")).containsExactly("A\npassword");
		chromium.find("#search").clear();
		chromium.find("#search").sendKeys("introspection");
		chromium.click("form button");
		assertThat(texts(".rows tr")).hasSize(1);
		assertThat(texts(".rows tr th")).containsExactly(CLAIMS + "tier");
		assertThat(texts(".rows tr td")).containsExactly("introspection", REPORTS, "any", "any", "any", "any", "any",
				"introspected-reports.tier\nneeds a user");
		chromium.find("#search").clear();
		chromium.find("#search").sendKeys("userinfo");
		chromium.click("form button");
		assertThat(texts(".rows tr th")).containsExactly("email", "email_verified", "name");
		assertThat(texts(".rows tr td span")).contains("none", "userinfo.email", "profileClaims.name");
	}

	@Test
	void matrixWhenAMarkIsFollowedThenTheRuleIsShown() {
		openConsole("/matrix");
		assertThat(texts(".picture thead th")).containsExactly("Claim", "ID token", "Userinfo", API, REPORTS,
				"https://restricted.example.com");
		assertThat(texts(".picture .group")).containsExactly("Denials", "Claims without a namespace", CLAIMS);
		choose("audience", REPORTS);
		chromium.click("form button");
		assertThat(texts(".picture .mark")).containsExactly("A\nany grant\nneeds a user\nif a condition holds",
				"A\nany grant\nneeds a user", "IN\nany grant\nneeds a user");
		chromium.find(".picture .conditional").sendKeys(Keys.ENTER);
		chromium.await(".claims li:target");
		assertThat(text(".claims li:target")).contains("Rule reports.department", "application.yml:");
		assertThat(chromium.style(".claims li:target", "outline-style")).isEqualTo("solid");
	}

	@Test
	void matrixWhenThereIsOnlyAKeyboardThenAllMarksAreReached() {
		openConsole("/matrix");
		chromium.resize(360);
		chromium.script("document.querySelector('.picture').focus()");
		int marks = chromium.findAll(".picture .mark").size();
		for (int i = 0; i < marks; i++) {
			chromium.type(Keys.TAB);
			assertThat(chromium.script("""
					const mark = document.activeElement;
					const box = mark.getBoundingClientRect();
					return mark.contains(document.elementFromPoint(box.left + 8, box.top + 8))"""))
				.as(chromium.focused().getAccessibleName())
				.isEqualTo(true);
		}
		assertThat(chromium.focused()).isEqualTo(chromium.findAll(".picture .mark").get(marks - 1));
		assertThat(chromium.focused().getAccessibleName()).startsWith(CLAIMS);
	}

	@Test
	void matrixFileWhenOpenedThenIsAPicture() throws Exception {
		Browser browser = new Browser(this.port);
		browser.signIn("alice", "wonderland");
		Path file = Path.of("target", "screenshots", "matrix.svg");
		Files.createDirectories(file.getParent());
		Files.writeString(file, browser.open("/console/matrix.svg").body());
		open("/login");
		chromium.open(file.toUri().toString());
		chromium.screenshot("console-matrix-svg");
		assertThat(chromium.find("svg > title").getDomProperty("textContent")).isEqualTo("Claim matrix");
	}

	@Test
	void policiesWhenShownThenAreAsDeclared() {
		openConsole("/policies");
		assertThat(texts("article h2")).contains("reports", "restricted", "exampleApiClaims");
		assertThat(text("#policy-reports")).contains("audience " + REPORTS, CLAIMS + "department",
				"Value user.department", "Only if user.roles contains 'admin'", "Rule reports.department",
				"application.yml:");
		assertThat(text("#policy-restricted")).contains("Refuses with unauthorized_client: Only jobs read this API");
		assertThat(text("#policy-exampleApiClaims")).contains("Value written in Java");
	}

	@Test
	void policiesWhenTokensWereIssuedThenShowsWhatRulesDid() {
		new Http(this.port).token("machine", "grant_type", "client_credentials", "audience", API);
		openConsole("/policies?search=machines");
		assertThat(texts("nav.index a")).containsExactly("machines");
		chromium.find("nav.index a").click();
		assertThat(chromium.address()).endsWith("#policy-machines");
		assertThat(text("#rule-machines\\.tier .coverage")).matches("applied [1-9].* on average.*");
		open("/console/policies#rule-restricted.deny~5B0~5D");
		assertThat(chromium.style("[id='rule-restricted.deny~5B0~5D']", "outline-style")).isEqualTo("solid");
	}

	@Test
	void decisionsWhenPageIsOpenThenTokensAppearUnlessPausedOrHidden() {
		Http client = new Http(this.port);
		openConsole("/decisions?search=tv-app+machine+second-app+nothing");
		assertThat(text(".none")).isEqualTo("Nothing to show yet.");
		open("/console/decisions?search=machine+refused");
		int before = chromium.findAll("#decisions > li").size();
		refused(client);
		awaitLines(before + 1);
		assertThat(text("#decisions > li")).contains("Refused", "invalid_target", "machine", "Token request",
				"not by a rule");
		chromium.find("#live-buttons button").click();
		assertThat(text("#live-status")).isEqualTo("Paused");
		refused(client);
		assertStays(before + 1);
		chromium.find("#live-buttons button").click();
		awaitLines(before + 2);
		setHidden(true);
		refused(client);
		assertStays(before + 2);
		setHidden(false);
		awaitLines(before + 3);
		assertThat(text("#live-status")).startsWith("Live: ");
		assertThat(chromium.find("#live-status").getDomAttribute("role")).isEqualTo("status");
	}

	@Test
	void decisionsWhenSignedOutThenStopsAndSaysSo() {
		openConsole("/decisions");
		chromium.forgetCookies();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> text("#live-status").startsWith("Stopped"));
		assertThat(text("#live-buttons button")).isEqualTo("Resume");
	}

	@Test
	void decisionsWhenRulesAreAskedForThenLinksToThem() {
		new Http(this.port).token("machine", "grant_type", "client_credentials", "audience", API);
		openConsole("/decisions?search=machine+access");
		chromium.find("#decisions summary").click();
		assertThat(text("#decisions details li")).isEqualTo("machines.tier applied");
		chromium.click("#decisions details a");
		assertThat(chromium.address()).endsWith("/console/policies#rule-machines.tier");
	}

	private static void refused(Http client) {
		client.token("machine", "grant_type", "client_credentials", "audience", "https://nobody.example.com");
	}

	private static void awaitLines(int lines) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> chromium.findAll("#decisions > li").size() == lines);
	}

	/** Longer than the script waits between two questions. */
	private static void assertStays(int lines) {
		Awaitility.await()
			.during(Duration.ofSeconds(4))
			.atMost(Duration.ofSeconds(10))
			.until(() -> chromium.findAll("#decisions > li").size() == lines);
	}

	private static void setHidden(boolean hidden) {
		chromium.script("Object.defineProperty(document, 'hidden', { configurable: true, get: () => " + hidden
				+ " }); document.dispatchEvent(new Event('visibilitychange'));");
	}

	@Test
	void expressionWhenPropertyIsUnknownThenShowsWhere() {
		openConsole("/expression");
		evaluate("user.emial");
		assertThat(text("[role=alert]")).contains("Unknown property 'emial' of user. Did you mean 'email'?",
				"Line 1, column 6");
		assertThat(chromium.find("#result pre").getDomProperty("textContent")).isEqualTo("  user.emial\n       ^");
	}

	@Test
	void expressionWhenValidThenShowsItsValueForTheUser() {
		openConsole("/expression");
		evaluate("user.email");
		assertThat(text("#result pre")).isEqualTo("\"alice@mydomain.com\"");
		fill("user", "carol");
		chromium.click("form button");
		assertThat(text("#result pre")).isEqualTo("\"carol@mydomain.com\"");
		assertThat(texts("#tokenType option")).containsExactly("Access token", "ID token", "Userinfo", "Introspection");
		choose("tokenType", "INTROSPECTION");
		chromium.find("#expression").clear();
		chromium.find("#expression").sendKeys("[token.type, request.audience]");
		chromium.click("form button");
		assertThat(text("#result pre")).isEqualTo("[\"introspection\",\"https://api.example.com\"]");
	}

	@Test
	void landingPageWhenSignedOutThenNamesTheConsoleAndTheSampleLogins() {
		open("/");
		assertThat(chromium.text()).contains("alice with the password wonderland", "carol with chess");
		chromium.click("main a");
		chromium.signIn("alice", "wonderland");
		assertThat(chromium.heading()).isEqualTo("Preview a token");
		assertThat(texts("header nav a")).containsExactly("Preview", "Explain", "Expression", "Matrix", "Policies",
				"Decisions");
		assertThat(texts("nav a[aria-current=page]")).containsExactly("Preview");
	}

	@Test
	void consoleWhenUserIsNoAdminThenIsRefused() {
		open("/console");
		chromium.signIn("carol", "chess");
		assertThat(chromium.text()).contains("You may not see this page", "403 Forbidden", "ROLE_admin");
	}

	@Test
	void expressionWhenTypedThenIsCheckedAndTheRewriteIsAtHand() {
		openConsole("/expression");
		chromium.find("#expression").sendKeys("'admin' in user.roles", Keys.ENTER, "and user.emailVerified");
		chromium.await("#live button");
		assertThat(text("#live")).contains("Write: user.roles contains 'admin' && user.emailVerified");
		chromium.find("#live button").click();
		chromium.await("#live .muted");
		assertThat(chromium.find("#expression").getDomProperty("value"))
			.isEqualTo("user.roles contains 'admin' && user.emailVerified");
		chromium.click("form button");
		assertThat(text("#result pre")).isEqualTo("true");
	}

	@Test
	void referenceWhenChosenThenIsPutAtTheCursor() {
		openConsole("/expression");
		chromium.find("#expression").sendKeys("[]", Keys.ARROW_LEFT);
		chromium.find("#find").sendKeys("user.email");
		chromium.find("#reference details[open] li:not([hidden]) button").click();
		assertThat(chromium.find("#expression").getDomProperty("value")).isEqualTo("[user.email]");
		chromium.type(",");
		chromium.find("#find").clear();
		chromium.find("#find").sendKeys("lower(");
		chromium.find("#reference details[open] li:not([hidden]) button").click();
		chromium.type("'A'");
		assertThat(chromium.find("#expression").getDomProperty("value")).isEqualTo("[user.email,lower('A')]");
		chromium.await("#live .muted");
		assertThat(text("#live")).isEqualTo("Valid as far as typed.");
	}

	@Test
	void referenceWhenThereIsOnlyAKeyboardThenIsPutAtTheCursor() {
		openConsole("/expression");
		chromium.find("#find").sendKeys("user.department");
		chromium.type(Keys.TAB);
		chromium.type(Keys.TAB);
		assertThat(chromium.style("#reference details[open] li:not([hidden]) button", "outline-style"))
			.isEqualTo("solid");
		chromium.type(Keys.ENTER);
		assertThat(chromium.focused().getDomProperty("id")).isEqualTo("expression");
		assertThat(chromium.find("#expression").getDomProperty("value")).isEqualTo("user.department");
	}

	@Test
	void userWhenGivenAsJsonThenValueIsOfIt() {
		openConsole("/expression");
		assertThat(chromium.find("#userJson").isDisplayed()).isFalse();
		chromium.find("#userKind-JSON").click();
		assertThat(chromium.find("#userJson").isDisplayed()).isTrue();
		evaluate("user.email");
		assertThat(text("#result pre")).isEqualTo("\"email\"");
		fill("userJson", "{\"emial\": 1}");
		chromium.click("form button");
		assertThat(text("#result [role=alert]")).contains("Unknown property 'emial' of user. Did you mean 'email'?");
		assertThat(chromium.find("#userJson").getDomProperty("value")).isEqualTo("{\"emial\": 1}");
	}

	@Test
	void fieldWhenTypedThenSuggestsWhatHoldsIt() {
		openConsole("");
		fill("user", "aro");
		chromium.await("#user-list option[value=carol]:only-child");
	}

	@Test
	void consoleWhenThereIsOnlyAKeyboardThenWorks() {
		openConsole("");
		assertThat(tabThrough("form button")).containsSubsequence("client", "grantType", "issuance", "user", "audience",
				"scope-0", "scope-1", "other-scopes");
		chromium.leave(() -> chromium.type(Keys.ENTER));
		tabThrough("#access_token summary");
		assertThat(chromium.style("#access_token summary", "outline-style")).isEqualTo("solid");
		chromium.type(Keys.ENTER);
		assertThat(text("#access_token")).contains("audience does not match");
	}

	@Test
	void pagesWhenShownWideAndNarrowThenFitAndAreAccessible() {
		look("console", () -> openConsole(""));
		look("console-issued", () -> {
			preview("trusted-app", "password", "alice", API);
			chromium.findAll("article summary").forEach(WebElement::click);
		});
		look("console-answers", () -> {
			preview("trusted-app", "password", "alice", REPORTS);
			chromium.findAll("article summary").forEach(WebElement::click);
		});
		look("console-opaque", () -> {
			chromium.find("input[value=openid]").click();
			preview("opaque-app", "client_credentials", "", REPORTS);
			chromium.findAll("article summary").forEach(WebElement::click);
		});
		look("console-skipped", () -> {
			chromium.find("input[value=openid]").click();
			preview("trusted-app", "password", "carol", REPORTS);
		});
		look("console-refused", () -> preview("trusted-app", "password", "bob", API));
		look("console-problem", () -> preview("machine", "client_credentials", "alice", API));
		look("console-compared", () -> {
			compare("user", "carol");
			preview("trusted-app", "password", "alice", REPORTS);
			chromium.findAll("#result summary").forEach(WebElement::click);
		});
		look("console-explain", () -> open("/console/explain"));
		look("console-explained", () -> {
			fill("token", token());
			chromium.click("form button");
			chromium.findAll("article summary").forEach(WebElement::click);
		});
		look("console-expression-wrong", () -> {
			open("/console/expression");
			evaluate("[user.emial, user.nmae]");
		});
		look("console-expression-value", () -> evaluate("user.roles"));
		look("console-expression-reference", () -> {
			chromium.resize(1280);
			chromium.find("#userKind-JSON").click();
			chromium.findAll("#reference summary").forEach(WebElement::click);
		});
		look("console-expression-json", () -> {
			chromium.resize(1280);
			fill("userJson", "{ \"emial\": 1 }");
			evaluate("user.email");
		});
		look("console-matrix", () -> open("/console/matrix"));
		look("console-policies", () -> open("/console/policies"));
		refused(new Http(this.port));
		look("console-decisions", () -> {
			open("/console/decisions");
			chromium.find("#decisions summary").click();
		});
		look("console-decisions-empty", () -> open("/console/decisions?search=nothing"));
		look("console-matrix-empty", () -> open("/console/matrix?search=nothing"));
	}

	private String token() {
		return new Http(this.port)
			.token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland", "scope",
					"openid", "audience", REPORTS)
			.string("access_token");
	}

	private static void compare(String field, String other) {
		if (chromium.find("details.compare").getDomAttribute("open") == null) {
			chromium.find(".compare summary").click();
		}
		fill("other-" + field, other);
	}

	private void openConsole(String path) {
		open("/console" + path);
		chromium.signIn("alice", "wonderland");
	}

	private static void preview(String client, String grant, String user, String audience) {
		chromium.resize(1280);
		fill("client", client);
		choose("grantType", grant);
		fill("user", user);
		choose("audience", audience);
		chromium.click("form button");
	}

	private static void choose(String list, String value) {
		chromium.find("#" + list + " option[value='" + value + "']").click();
	}

	private static void fill(String field, String value) {
		chromium.find("#" + field).clear();
		chromium.find("#" + field).sendKeys(value);
	}

	private static void evaluate(String expression) {
		chromium.find("#expression").clear();
		chromium.find("#expression").sendKeys(expression);
		chromium.click("form button");
	}

	/** Everything about one claim of a token. */
	private static String claim(String token, String name) {
		return chromium.findAll("#" + token + " .claims li")
			.stream()
			.filter((claim) -> claim.findElement(By.cssSelector(".name b")).getText().equals(name))
			.map(ConsoleBrowserTests::onOneLine)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No " + name + " in " + text("#" + token)));
	}

	/** Presses the tabulator key until an element has the focus; the ids on the way. */
	private static List<String> tabThrough(String end) {
		List<String> ids = new ArrayList<>();
		do {
			chromium.type(Keys.TAB);
			ids.add(chromium.focused().getDomProperty("id"));
		}
		while (ids.size() < 30 && !chromium.focused().equals(chromium.find(end)));
		assertThat(chromium.focused()).isEqualTo(chromium.find(end));
		return ids;
	}

	private static String text(String selector) {
		return onOneLine(chromium.find(selector));
	}

	private static String onOneLine(WebElement element) {
		return element.getText().replace('\n', ' ');
	}

	private static List<String> texts(String selector) {
		return chromium.findAll(selector).stream().map(WebElement::getText).filter((text) -> !text.isEmpty()).toList();
	}

}
