package io.github.claimsdsl.boot.console;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often rules ran, and what was decided, after clients have asked a server for
 * tokens.
 */
class ConsoleTrafficTests {

	private static final String SECRET = "hunter2-secret";

	private static final String VALUE = "hunter2-value";

	private static final String USER = "<i>mallory</i>";

	private static final String HOSTILE_CLIENT = "evil\"'><script>alert(1)</script>";

	private static final String API = "https://api.example.com";

	private static ConsoleServer server;

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(Clients.class,
				properties("counted", "counted-app", "claims.always", "'" + VALUE + "'", "claims.whose", "user.name",
						"claims.never.value", "'no'", "claims.never.when", "client.id == 'somebody'"));
		((InMemoryUserDetailsManager) server.context().getBean(UserDetailsService.class))
			.createUser(User.withUsername(USER).password("{noop}chess").roles("USER").build());
	}

	/** Policies, and what they need. */
	private static String[] properties(String policy, String client, String... rules) {
		List<String> all = new ArrayList<>(List.of("claims-dsl.audiences.api.id", API,
				"claims-dsl.audiences.api.clients", "any", "claims-dsl.audiences.api.api-clients", "counted-app",
				"claims-dsl.policies.every.audience", API));
		policy(all, policy, client, rules);
		policy(all, "denying", "denied-app", "deny[0].when", "request.scopes contains 'profile'", "deny[0].error",
				"access_denied", "deny[0].description", "Not for " + VALUE);
		policy(all, "reporting", "reported-app", "mode", "report", "deny[0].when", "client.id == 'reported-app'",
				"deny[0].error", "invalid_scope", "claims.later", "'" + VALUE + "'");
		policy(all, "previewed", "previewed-app", "claims.plain", "'1'");
		policy(all, "evil", HOSTILE_CLIENT, "claims.plain", "'1'");
		return all.toArray(String[]::new);
	}

	private static void policy(List<String> all, String name, String client, String... rules) {
		String policy = "claims-dsl.policies." + name + ".";
		all.addAll(List.of(policy + "audience", "any", policy + "client", client, policy + "token-type",
				"access_token, id_token"));
		for (int i = 0; i < rules.length; i += 2) {
			all.addAll(List.of(policy + rules[i], rules[i + 1]));
		}
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Visitor admin() {
		return server.visitor().signIn("alice", "wonderland");
	}

	@Test
	void policiesWhenTokensWereIssuedThenCountsAreExact() {
		for (int i = 0; i < 3; i++) {
			assertThat(clientCredentials("counted-app").statusCode()).isEqualTo(200);
		}
		HttpResponse<String> tokens = code("counted-app");
		assertThat(tokens.statusCode()).isEqualTo(200);
		assertThat(token("counted-app", "grant_type", "refresh_token", "refresh_token", member(tokens, "refresh_token"))
			.statusCode()).isEqualTo(200);
		String page = admin().open("/claims-dsl/policies").body();
		// Twice an access and an ID token by the code and its refresh, three by the
		// client
		assertThat(item(page, "rule-counted.always"))
			.contains("<li>applied 7</li></ul>", " on average, slowest lately ")
			.doesNotContain("skipped");
		assertThat(item(page, "rule-counted.whose")).contains("<li>applied 4</li><li>no user 3</li></ul>");
		assertThat(item(page, "rule-counted.never")).contains("<li>skipped: condition false 7</li></ul>")
			.doesNotContain("applied");
		assertThat(page).contains("3 rules: applied 11, skipped 10<", "of this server since its start");
		List<String> lines = lines("counted-app");
		assertThat(lines).hasSize(7);
		assertThat(lines.get(0)).contains("Issued", "ID token", "authorization_code, refreshed",
				"2 applied, 1 skipped");
		assertThat(lines.get(6))
			.contains("Access token", "client_credentials", "1 applied, 2 skipped",
					"href=\"./policies#rule-counted.always\">counted.always</a> applied")
			.doesNotContain("refreshed", "<code>");
	}

	@Test
	void policiesWhenARuleNeverRanThenIsMarked() {
		Visitor admin = admin();
		assertThat(item(admin.open("/claims-dsl/policies").body(), "rule-every.whose")).contains("never since start");
		String found = admin.open("/claims-dsl/policies?search=NEVER+whose").body();
		assertThat(found)
			.contains("1 of 6 policies", "id=\"rule-every.whose\"", "href=\"#policy-every\"", "3 never ran")
			.doesNotContain("rule-every.hostile", "policy-counted");
		assertThat(admin.open("/claims-dsl/policies?search=%3Cscript%3Enothing").body()).contains("0 of 6 policies")
			.doesNotContain("<script>", "<article");
	}

	@Test
	void policiesWhenADenialRanThenSaysWhetherItRefused() {
		assertThat(token("denied-app", "grant_type", "client_credentials", "scope", "profile").body())
			.contains("access_denied");
		assertThat(clientCredentials("denied-app").statusCode()).isEqualTo(200);
		assertThat(clientCredentials("denied-app").statusCode()).isEqualTo(200);
		String page = admin().open("/claims-dsl/policies").body();
		assertThat(item(page, PoliciesPage.anchor("denying.deny[0]")))
			.contains("<li>refused 1</li><li>let pass 2</li></ul>");
		assertThat(page).contains("1 rule: refused 1, let pass 2<");
		assertThat(lines("denied-app")).hasSize(3);
		assertThat(lines("denied-app refused access_denied")).singleElement()
			.satisfies((line) -> assertThat(line)
				.contains("class=\"refused\"", "<code>access_denied</code>", "denying.deny[0]</a> denied",
						"0 applied, 0 skipped, 1 failed or denied")
				.doesNotContain(VALUE));
	}

	@Test
	void policiesWhenInReportModeThenSaysThatTheyAreNotCounted() {
		assertThat(clientCredentials("reported-app").statusCode()).isEqualTo(200);
		assertThat(item(admin().open("/claims-dsl/policies").body(), "rule-reporting.later"))
			.contains("not counted in report mode")
			.doesNotContain("never");
		assertThat(lines("reported-app")).singleElement()
			.satisfies((line) -> assertThat(line).contains("Would be refused", "<code>invalid_scope</code>",
					"report mode", "If every policy were enforced:", "reporting.deny[0]"));
	}

	@Test
	void previewWhenMadeThenIsNeitherCountedNorAmongTheDecisions() {
		String preview = admin()
			.submitFrom("/claims-dsl", "/claims-dsl", "client", "previewed-app", "grantType", "client_credentials",
					"issuance", "INITIAL")
			.body();
		assertThat(preview).contains("previewed.plain", "Issued");
		admin().submitFrom("/claims-dsl/expression", "/claims-dsl/expression", "client", "previewed-app", "grantType",
				"client_credentials", "issuance", "INITIAL", "expression", "1 + 1");
		assertThat(lines("previewed-app")).isEmpty();
		assertThat(item(admin().open("/claims-dsl/policies").body(), "rule-previewed.plain"))
			.contains("never since start");
		clientCredentials("previewed-app");
		assertThat(lines("previewed-app")).hasSize(1);
		assertThat(item(admin().open("/claims-dsl/policies").body(), "rule-previewed.plain")).contains("applied 1<");
	}

	@Test
	void decisionsWhenSomethingElseRefusesThenSaysWhy() {
		assertThat(token("api-app", "grant_type", "client_credentials", "audience", "https://nobody.example.com")
			.statusCode()).isEqualTo(400);
		assertThat(lines("api-app refused")).singleElement()
			.satisfies((line) -> assertThat(line).contains("class=\"refused\"", "Token request", "invalid_target",
					"not by a rule"));
	}

	@Test
	void decisionsWhenTokenIsForAnApiThenNamesIt() {
		HttpResponse<String> issued = token("api-app", "grant_type", "client_credentials", "audience", API);
		assertThat(issued.statusCode()).isEqualTo(200);
		assertThat(lines("api-app access " + API)).singleElement()
			.satisfies((line) -> assertThat(line).contains(" for <span>" + API, "no rule"));
	}

	@Test
	void decisionsWhenNamesAndValuesAreHostileThenNoneShowsUnescaped() {
		assertThat(clientCredentials(HOSTILE_CLIENT).statusCode()).isEqualTo(200);
		code("counted-other-app");
		Visitor admin = admin();
		for (String page : List.of("/claims-dsl/decisions", "/claims-dsl/decisions?search=%3Cscript%3E",
				"/claims-dsl/decisions?after=%22%3E%3Cscript%3E")) {
			assertThat(admin.open(page).body()).contains("evil&quot;&#39;&gt;&lt;script&gt;")
				.doesNotContain("<script>", "mallory", VALUE, SECRET);
		}
	}

	@Test
	void decisionsWhenTheScriptAsksAgainThenAnswersWhatIsNew() {
		Visitor admin = admin();
		for (int i = 0; i < 30; i++) {
			clientCredentials("asked-app");
		}
		String page = admin.open("/claims-dsl/decisions?search=asked-app").body();
		assertThat(lines(page, "decision-")).hasSize(30);
		Matcher latest = Pattern.compile("data-after=\"([0-9a-f]{8}[.]\\d+)\"").matcher(page);
		assertThat(latest.find()).isTrue();
		clientCredentials("asked-app");
		List<String> fresh = lines(admin.open("/claims-dsl/decisions?search=asked-app&after=" + latest.group(1)).body(),
				"decision-");
		assertThat(fresh).hasSizeBetween(1, 21).hasSizeLessThan(30);
		assertThat(fresh.get(0)).isNotEqualTo(lines(page, "decision-").get(0));
		assertThat(
				lines(admin.open("/claims-dsl/decisions?search=asked-app&after=00000000.999999").body(), "decision-"))
			.as("of another server")
			.hasSize(31);
	}

	@Test
	void decisionsWhenAskedForWithoutTheAuthorityThenAreForbidden() {
		assertThat(server.visitor().signIn("carol", "chess").open("/claims-dsl/decisions").statusCode()).isEqualTo(403);
		assertThat(server.visitor().ask("/claims-dsl/decisions").statusCode()).isEqualTo(403);
	}

	private static List<String> lines(String search) {
		return lines(admin().open("/claims-dsl/decisions?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8))
			.body(), "decision-");
	}

	private static List<String> lines(String page, String id) {
		return Arrays.stream(page.split("<li class=\"(?=[a-z]+\" id=\"" + id + ")"))
			.skip(1)
			.map((line) -> "class=\"" + line.replaceFirst("</ol>.*", ""))
			.toList();
	}

	/** One element of a page, up to the next with an id. */
	private static String item(String page, String id) {
		int start = page.indexOf("id=\"" + id + "\"");
		assertThat(start).as(id + " in " + page).isPositive();
		int end = page.indexOf(" id=\"", start + 5);
		return page.substring(start, (end > 0) ? end : page.length());
	}

	private static HttpResponse<String> clientCredentials(String client) {
		return token(client, "grant_type", "client_credentials");
	}

	private static HttpResponse<String> token(String client, String... fields) {
		return server.visitor().call("/oauth2/token", client, secret(client), fields);
	}

	/** Each client needs one of its own. */
	private static String secret(String client) {
		return SECRET + client.hashCode();
	}

	/** Signs a user in and exchanges the code. */
	private static HttpResponse<String> code(String client) {
		HttpResponse<String> redirect = server.visitor()
			.signIn(USER, "chess")
			.open("/oauth2/authorize?response_type=code&scope=openid&client_id=" + client
					+ "&redirect_uri=https://app.example.com/callback");
		String location = redirect.headers().firstValue("Location").orElseThrow();
		return token(client, "grant_type", "authorization_code", "redirect_uri", "https://app.example.com/callback",
				"code", URI.create(location).getQuery().replaceFirst("code=", ""));
	}

	private static String member(HttpResponse<String> answer, String name) {
		return JsonMapper.shared().readTree(answer.body()).get(name).asString();
	}

	/**
	 * Clients that differ in their identifiers only.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Clients {

		@Bean
		@Primary
		RegisteredClientRepository trafficClients() {
			return new InMemoryRegisteredClientRepository(List
				.of("app", "counted-app", "counted-other-app", "denied-app", "reported-app", "previewed-app", "api-app",
						"asked-app", HOSTILE_CLIENT)
				.stream()
				.map(Clients::client)
				.toList());
		}

		private static RegisteredClient client(String id) {
			return RegisteredClient.withId(id)
				.clientId(id)
				.clientSecret("{noop}" + secret(id))
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.redirectUri("https://app.example.com/callback")
				.clientSettings(ClientSettings.builder().requireProofKey(false).build())
				.scope("openid")
				.scope("profile")
				.build();
		}

	}

}
