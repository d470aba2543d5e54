package io.github.claimsdsl.team;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.demo.support.Chromium;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in a real Chromium, in a team's own server behind a proxy. Whichever pages
 * the console has, each is looked at.
 */
@Tag("browser")
class TeamConsoleTests {

	private static final String CONSOLE = "/admin/claims";

	private static ServletWebServerApplicationContext server;

	private static PrefixProxy proxy;

	private static Chromium chromium;

	@BeforeAll
	static void start() throws IOException {
		chromium = new Chromium();
		server = TeamServer.start();
		proxy = new PrefixProxy("http://localhost:" + server.getWebServer().getPort() + "/auth");
	}

	@AfterAll
	static void stop() {
		if (chromium != null) {
			chromium.close();
			proxy.close();
			server.close();
		}
	}

	@BeforeEach
	void reset() {
		chromium.forgetCookies();
		chromium.sendHeaders(Map.of());
		chromium.resize(1280);
		chromium.console();
		chromium.network();
	}

	@AfterEach
	void checkWhatTheBrowserSaw() {
		assertThat(chromium.console()).as("console")
			.allMatch((line) -> line.contains("the server responded with a status of 4"));
		assertThat(chromium.network()).filteredOn((event) -> event.name().equals("Network.requestWillBeSent"))
			.extracting((event) -> URI.create((String) event.get("request", "url")))
			.as("requests")
			.isNotEmpty()
			.allMatch(TeamConsoleTests::isOwn);
	}

	@Test
	void consoleWhenOpenedThroughTheProxyThenTheTeamsOwnLoginLeadsBack() {
		assertThat(server.getBeansOfType(SecurityFilterChain.class)).containsOnlyKeys("authorizationServer", "api",
				"app", "claimsDslConsoleSecurityFilterChain");
		open(CONSOLE + "/policies");
		assertThat(chromium.address()).isEqualTo(proxy.address() + "/sign-in");
		assertThat(chromium.heading()).isEqualTo("Sign in to the team");
		chromium.signIn("dora", "compass");
		assertThat(chromium.address()).startsWith(proxy.address() + CONSOLE + "/policies");
		assertThat(chromium.text()).contains("user.email");
	}

	@Test
	void consoleWhenTheAuthorityIsMissingThenIsRefused() {
		open(CONSOLE);
		chromium.signIn("eve", "apple");
		assertThat(chromium.text()).contains("You may not see this page", "ROLE_SUPPORT");
		assertThat(chromium.findAll("nav, script, link")).isEmpty();
		assertThat(chromium.accessibilityProblems()).isEmpty();
	}

	@Test
	void consoleWhenTheTeamReadsHttpBasicThenOpensByIt() {
		chromium.sendHeaders(Map.of("Authorization", Http.basic("dora", "compass")));
		open(CONSOLE);
		preview("dora");
		assertThat(chromium.text()).contains("\"dora@example.org\"", "maps");
	}

	@Test
	void previewWhenMadeByMouseThenHasTheClaimsOfTheUserInTheDatabase() {
		signIn();
		preview("eve");
		assertThat(chromium.text()).contains("\"eve@example.org\"", "\"Eve\"", "skipped")
			.doesNotContain("dora@example.org");
		assertThat(chromium.address()).startsWith(proxy.address() + CONSOLE);
	}

	@Test
	void previewWhenThereIsOnlyAKeyboardThenWorks() {
		signIn();
		tabTo("#client");
		chromium.type("shop");
		tabTo("#grantType");
		chromium.type("authorization");
		tabTo("#user");
		chromium.type("eve");
		tabTo("#audience");
		chromium.type("https://orders");
		tabTo("main form button[type=submit]");
		chromium.leave(() -> chromium.type(Keys.ENTER));
		assertThat(chromium.text()).contains("\"eve@example.org\"");
	}

	@Test
	void navigationWhenThereIsOnlyAKeyboardThenLeadsToEachPage() {
		signIn();
		for (String link : links()) {
			List<String> reached = new ArrayList<>();
			while (!reached.contains(link) && reached.size() < 60) {
				chromium.type(Keys.TAB);
				reached.add(String.valueOf(chromium.focused().getDomProperty("href")));
			}
			assertThat(reached).contains(link);
			assertThat(chromium.focused().getCssValue("outline-style")).isNotEqualTo("none");
			chromium.leave(() -> chromium.type(Keys.ENTER));
			assertThat(chromium.findAll("nav a[aria-current=page]")).hasSize(1);
		}
	}

	@Test
	void expressionWhenTypedThenIsCheckedThroughTheProxyAndHasItsValue() {
		signIn();
		open(CONSOLE + "/expression");
		chromium.find("#expression").sendKeys("user.emial");
		chromium.await("#live .issue");
		assertThat(chromium.find("#live").getText()).contains("Did you mean 'email'?");
		chromium.find("#expression").clear();
		chromium.find("#expression").sendKeys("user.teams");
		fill("user", "dora");
		fill("client", "shop");
		choose("grantType", "authorization_code");
		chromium.click("main form button[type=submit]");
		assertThat(chromium.text()).contains("[\"maps\"]");
	}

	@Test
	void fieldWhenTypedThenSuggestsUsersOfTheDatabase() {
		signIn();
		fill("user", "ev");
		chromium.await("#user-list option[value=eve]:only-child");
	}

	@Test
	void formWhenTheSessionIsOverThenLeadsToTheLogin() {
		signIn();
		chromium.forgetCookies();
		chromium.click("main form button[type=submit]");
		assertThat(chromium.text()).containsAnyOf("Sign in to the team", "This form is no longer valid");
	}

	@Test
	void pagesWhenShownWideAndNarrowThenFitAndAreAccessible() {
		signIn();
		for (String link : links()) {
			chromium.open(link);
			look("team"
					+ URI.create(link).getPath().substring((PrefixProxy.PREFIX + CONSOLE).length()).replace('/', '-'));
		}
		open(CONSOLE);
		preview("dora");
		look("team-previewed");
	}

	@Test
	void textsWhenTheyAreMarkupThenMakeNoElement() {
		signIn();
		preview("<b>");
		assertThat(chromium.text()).contains("<marquee onstart='hacked=1'>zq7mark</marquee>");
		assertHarmless();
		look("team-hostile");
		for (String link : links()) {
			chromium.open(link);
			for (int i = 0; i < chromium.findAll("main form").size(); i++) {
				attack(link, i);
			}
		}
	}

	/** Of a page without an icon, a browser asks for one by itself. */
	private static boolean isOwn(URI request) {
		return request.toString().startsWith(proxy.address() + "/") || request.getPath() == null
				|| request.equals(URI.create(proxy.address()).resolve("/favicon.ico"));
	}

	/** Each field alone is attacked without a browser, by {@code ConsoleAttackTests}. */
	private static void attack(String link, int form) {
		chromium.open(link);
		chromium.script("document.querySelectorAll('details').forEach((it) => it.open = true);"
				+ "document.querySelectorAll('input[type=radio]').forEach((it) => it.click())");
		WebElement attacked = chromium.findAll("main form").get(form);
		for (WebElement field : attacked
			.findElements(By.cssSelector("input:not([type]), input[type=text], input[type=search], textarea"))) {
			field.clear();
			field.sendKeys(TeamServer.MARKUP);
		}
		chromium.leave(() -> attacked.findElement(By.cssSelector("button[type=submit], button:not([type])")).click());
		assertHarmless();
	}

	private static void assertHarmless() {
		assertThat(chromium.findAll("marquee, main img, main script, [onfocus], [onerror], [onstart], [style]"))
			.isEmpty();
		assertThat(chromium.script("return typeof hacked")).isEqualTo("undefined");
	}

	private static void look(String name) {
		assertThat(chromium.findAll("h1")).hasSize(1);
		for (int width : new int[] { 1280, 360 }) {
			chromium.resize(width);
			for (String colors : List.of("light", "dark")) {
				chromium.preferColors(colors);
				chromium.screenshot(name + "-" + width + "-" + colors);
				assertThat(chromium.width()).as(name).isLessThanOrEqualTo(width);
				assertThat(chromium.accessibilityProblems()).as(name + " in " + colors).isEmpty();
			}
		}
		chromium.resize(1280);
	}

	private static List<String> links() {
		List<String> links = chromium.findAll("nav a").stream().map((it) -> it.getDomProperty("href")).toList();
		assertThat(links).hasSizeGreaterThan(3).allMatch((link) -> link.startsWith(proxy.address() + CONSOLE));
		return links;
	}

	private static void open(String path) {
		chromium.open(proxy.address() + path);
	}

	private static void signIn() {
		open(CONSOLE);
		chromium.signIn("dora", "compass");
	}

	private static void preview(String user) {
		fill("client", "shop");
		choose("grantType", "authorization_code");
		fill("user", user);
		choose("audience", "https://orders.example.com");
		chromium.click("main form button[type=submit]");
	}

	private static void choose(String list, String value) {
		chromium.find("#" + list + " option[value='" + value + "']").click();
	}

	private static void fill(String field, String value) {
		chromium.find("#" + field).clear();
		chromium.find("#" + field).sendKeys(value);
	}

	private static void tabTo(String selector) {
		for (int i = 0; i < 60 && !chromium.focused().equals(chromium.find(selector)); i++) {
			chromium.type(Keys.TAB);
		}
		assertThat(chromium.focused()).isEqualTo(chromium.find(selector));
	}

}
