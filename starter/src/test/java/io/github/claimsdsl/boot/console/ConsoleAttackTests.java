package io.github.claimsdsl.boot.console;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks on every route that the console has.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleAttackTests {

	private static final String PATH = "/claims-dsl";

	private static final List<String> METHODS = List.of("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE",
			"PROPFIND", "get", "POST", "GET");

	private static final String FORWARDED = String.join("\r\n", "X-Forwarded-Prefix: /x", "X-Original-URL: /login",
			"X-Rewrite-URL: /login", "X-HTTP-Method-Override: GET", "X-Forwarded-For: 127.0.0.1", "");

	private static ConsoleServer server;

	private static Visitor admin;

	private static Visitor carol;

	private static String bearer;

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(AttackedTeam.class, "claims-dsl.policies.every.claims.markup",
				"'" + HostileText.MARKUP.replace("'", "\\'") + "'", "logging.level.io.github.claimsdsl", "TRACE");
		admin = server.visitor().signIn("alice", "wonderland");
		carol = server.visitor().signIn("carol", "chess");
		bearer = token();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String token() {
		HttpResponse<String> answer = server.visitor()
			.send("POST", "/oauth2/token", BodyPublishers.ofString("grant_type=client_credentials"), "Authorization",
					Visitor.basic("app", "secret"), "Content-Type", "application/x-www-form-urlencoded");
		Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer.body());
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	static List<ConsoleRoute> routes() {
		return ConsoleRoute.all(server.context());
	}

	static List<ConsoleRoute> posted() {
		return routes().stream().filter(ConsoleRoute::isPosted).toList();
	}

	static List<String> paths() {
		return routes().stream().map(ConsoleRoute::path).distinct().toList();
	}

	@Test
	void routesWhenListedThenAreAllOfTheNavigationAndTheAssets() {
		List<String> expected = new ArrayList<>(List.of(PATH, "/claims-dsl/console.css", "/claims-dsl/console.js"));
		Frame.ENTRIES.forEach((entry) -> expected.add(PATH + "/" + entry.path()));
		assertThat(paths()).containsAll(expected).allMatch((path) -> path.equals(PATH) || path.startsWith(PATH + "/"));
		assertThat(posted()).hasSizeGreaterThan(4);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void routeWhenNobodyIsSignedInThenIsRefused(ConsoleRoute route) {
		HttpResponse<String> browser = server.visitor().send(route.method(), route.path(), "Accept", "text/html");
		assertThat(browser.statusCode()).isIn(302, 403);
		assertRefused(browser);
		assertRefused(server.visitor().send(route.method(), route.path(), "Accept", "*/*"));
		assertRefused(server.visitor().send(route.method(), route.path(), "X-Requested-With", "XMLHttpRequest"));
	}

	@ParameterizedTest
	@MethodSource("routes")
	void routeWhenCredentialsAreOfSomethingElseThenIsRefused(ConsoleRoute route) {
		for (String authorization : List.of("Bearer " + bearer, Visitor.basic("app", "secret"),
				Visitor.basic("carol", "chess"), Visitor.basic("alice", "wrong"), Visitor.basic("", ""), "Basic",
				"Basic !!!", "Bearer", "Digest username=alice", "Negotiate x")) {
			assertRefused(server.visitor().send(route.method(), route.path(), "Authorization", authorization));
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void routeWhenTheAuthorityIsMissingThenIsForbidden(ConsoleRoute route) {
		HttpResponse<String> answer = carol.send(route.method(), route.path(), "X-CSRF-TOKEN", "guessed");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertRefused(answer);
	}

	@ParameterizedTest
	@MethodSource("posted")
	void formWhenTheTokenIsMissingOrOfSomebodyElseThenIsForbidden(ConsoleRoute route) {
		String foreign = csrf(server.visitor().signIn("alice", "wonderland"));
		for (String token : List.of("", "guessed", foreign, "a".repeat(100_000))) {
			HttpResponse<String> answer = admin.submit(route.path(), "_csrf", token, "client", "app");
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("This form is no longer valid");
			assertFramesAreForbidden(answer);
		}
		HttpResponse<String> basic = server.visitor()
			.send(route.method(), route.path(), "Authorization", Visitor.basic("alice", "wonderland"), "Origin",
					"https://evil.example");
		assertThat(basic.statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("paths")
	void answerWhenWhateverIsAskedThenForbidsFramesAndIsNotKept(String path) {
		List<HttpResponse<String>> answers = List.of(admin.send("GET", path),
				admin.send("GET", PATH + "/nowhere" + path), admin.send("PUT", path, "X-CSRF-TOKEN", csrf(admin)),
				admin.send("HEAD", path), admin.send("POST", path),
				admin.submitFrom(PATH, path, "issuance", "NEVER", "kind", "x"), server.visitor().send("GET", path),
				carol.send("GET", path));
		assertThat(answers).allSatisfy(ConsoleAttackTests::assertFramesAreForbidden)
			.allMatch((answer) -> answer.statusCode() < 500);
	}

	@ParameterizedTest
	@MethodSource("paths")
	void routeWhenTheMethodIsAnotherThenGivesNothingAway(String path) {
		for (String method : METHODS) {
			assertNothing(raw(method, path, ""));
			assertNothing(raw(method, path, carol.cookie()));
			assertPlain(raw(method, path, admin.cookie()));
		}
		assertThat(admin.send("HEAD", path).body()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("paths")
	void routeWhenThePathIsATrickThenGivesNothingAway(String path) {
		for (String trick : tricks(path, path.substring(PATH.length()))) {
			assertNothing(raw("GET", trick, ""));
			assertNothing(raw("GET", trick, carol.cookie()));
			assertNothing(raw("GET", trick, FORWARDED));
			assertPlain(raw("GET", trick, admin.cookie()));
		}
	}

	private static List<String> tricks(String path, String page) {
		return List.of(path + ";jsessionid=0", path + ";a=b;c", PATH + ";x" + page, "/" + path, path + "//",
				PATH + "//" + page, "/x/.." + path, "/%2e%2e" + path, "/." + path, "/x/..;" + path,
				path.replace("/", "%2f"), PATH + "%2F" + page, path.toUpperCase(Locale.ROOT), path + "/", path + "/.",
				path + "/..;/" + page, path + ".html", path + "%20", path + "%00", path + "%0a", path + "%3bx",
				path.replace("c", "%63"), path.replace("c", "%2563"), path + "?a=%00", path + "\\", "\\" + path,
				path.replace("/", "%5c"), path.replace("/", "%ef%bc%8f"), path.replace("/", "%c0%af"),
				"http://localhost" + path, "http://evil.example" + path, path + "#x", "/login" + path,
				"/login/.." + path, "/api/..;" + path, "/error" + path, path + "?error", path + "%", path + "%zz",
				path + "\u0080", "/oauth2/token/.." + path);
	}

	@Test
	void formWhenAFieldIsHostileThenItIsShownAsText(CapturedOutput output) {
		int attacked = 0;
		for (String path : paths().stream().filter((it) -> !it.contains(".")).toList()) {
			HttpResponse<String> page = admin.open(path);
			if (page.statusCode() != 200 || !isHtml(page)) {
				continue;
			}
			assertHarmless(page);
			for (Element form : ShownPage.of(page.body()).forms()) {
				attacked += attack(page, form);
			}
		}
		assertThat(attacked).isGreaterThan(100);
		assertThat(output.getAll()).doesNotContain(HostileText.MARK, "ERROR", "\tat ");
	}

	private static int attack(HttpResponse<String> page, Element form) {
		String action = URI.create(page.uri().getPath())
			.resolve(form.getAttribute("action").replace("#result", ""))
			.getPath();
		Map<String, String> fields = ShownPage.fields(form);
		fields.remove("_csrf");
		int attacked = 0;
		for (String field : fields.keySet()) {
			for (Map.Entry<String, String> hostile : HostileText.ALL.entrySet()) {
				Map<String, String> sent = new LinkedHashMap<>(fields);
				sent.put(field, hostile.getValue());
				HttpResponse<String> answer = admin.submitFrom(PATH, action,
						sent.entrySet()
							.stream()
							.flatMap((it) -> List.of(it.getKey(), it.getValue()).stream())
							.toArray(String[]::new));
				assertThat(answer.statusCode()).as("%s in %s of %s", hostile.getKey(), field, action).isIn(200, 400);
				assertHarmless(answer);
				attacked++;
			}
		}
		return attacked;
	}

	@Test
	void scriptWhenItAsksForNamesThenGetsJsonOnly() {
		HttpResponse<String> answer = admin.submitFrom(PATH, "/claims-dsl/suggest", "kind", "users", "search",
				HostileText.MARKUP);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@ParameterizedTest
	@MethodSource("posted")
	void formWhenTheBodyIsHostileThenIsAnsweredPlainly(ConsoleRoute route, CapturedOutput output) {
		String csrf = csrf(admin);
		HostileText.BODIES.forEach((name, body) -> {
			String[] headers = body.get(0).isEmpty() ? new String[] { "X-CSRF-TOKEN", csrf }
					: new String[] { "X-CSRF-TOKEN", csrf, "Content-Type", body.get(0) };
			HttpResponse<String> answer = admin.send("POST", route.path(), BodyPublishers.ofString(body.get(1)),
					headers);
			assertFramesAreForbidden(answer);
			assertThat(answer.statusCode()).as(name).isBetween(200, 499);
			assertThat(answer.body()).as(name).doesNotContain("Exception", "\tat ");
		});
		assertThat(output.getAll()).doesNotContain(HostileText.MARK, " ERROR ", "\tat ");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void pageWhenTheQueryIsHostileThenIsAnsweredPlainly(String path, CapturedOutput output) {
		for (String query : List.of("?search=" + "a".repeat(6_000), "?search=%3Cmarquee%3E" + HostileText.MARK,
				"?search=%00%ff" + HostileText.MARK, "?search=%zz", "?" + "search=a&".repeat(700),
				"?search=(((((a%2B)%2B)%2B", "?client=%3Cmarquee%3E&user=" + HostileText.MARK + "&expression=(((",
				"?_csrf=x&_method=POST")) {
			RawReply reply = raw("GET", path + query, admin.cookie());
			assertPlain(reply);
			assertThat(reply.body()).doesNotContain("<marquee");
		}
		assertThat(output.getAll()).doesNotContain(HostileText.MARK, " ERROR ", "\tat ");
	}

	private static RawReply raw(String method, String target, String headers) {
		return RawReply.to(admin.base(), method, target, headers);
	}

	private static String csrf(Visitor visitor) {
		return Visitor.csrf(visitor.open(PATH).body());
	}

	private static boolean isHtml(HttpResponse<String> answer) {
		return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isIn(302, 401, 403);
		assertThat(answer.body()).doesNotContain("Claims DSL", "every", HostileText.MARK, "\"use strict\"", "--");
		assertFramesAreForbidden(answer);
	}

	private static void assertFramesAreForbidden(HttpResponse<String> answer) {
		assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
		assertThat(answer.headers().allValues("Content-Security-Policy")).singleElement()
			.asString()
			.contains("default-src 'none'", "frame-ancestors 'none'");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(answer.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((it) -> assertThat(it).contains("no-store"));
	}

	private static void assertNothing(RawReply reply) {
		assertThat(reply.status()).as(reply.head()).isBetween(300, 499);
		assertThat(reply.body()).doesNotContain("Claims DSL", "every", HostileText.MARK, "\"use strict\"");
		assertPlain(reply);
	}

	private static void assertPlain(RawReply reply) {
		assertThat(reply.status()).as(reply.head()).isBetween(200, 499);
		assertThat(reply.body()).doesNotContain("Exception", "\tat ");
	}

	/** Whatever a page shows, its elements are those that the console writes. */
	private static void assertHarmless(HttpResponse<String> answer) {
		if (!isHtml(answer)) {
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
			return;
		}
		ShownPage page = ShownPage.of(answer.body());
		assertThat(page.all("*")).extracting(Element::getTagName).doesNotContain("marquee", "iframe", "style", "base");
		assertThat(page.all("script")).allMatch(
				(script) -> script.getTextContent().isEmpty() && script.getAttribute("src").matches("[a-z./-]+\\.js"));
		assertThat(page.all("*")).flatExtracting(page::attributes)
			.noneMatch((name) -> name.startsWith("on") || name.equals("style") || name.equals("srcdoc"));
		assertThat(page.all("*"))
			.flatExtracting((it) -> List.of(it.getAttribute("href"), it.getAttribute("src"), it.getAttribute("action"),
					it.getAttribute("formaction")))
			.noneMatch((address) -> address.contains(":") || address.startsWith("/"));
	}

}
