package io.github.claimsdsl.docs.mcp;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs docs/mcp.md: both applications as the page has them, and its commands, with a
 * person in the place of the reader's browser.
 */
class McpPageTests {

	private static final Pattern TRY = Pattern.compile("<!-- try -->\n```bash\n(.*?)```", Pattern.DOTALL);

	private static final String CALLBACK = "http://127.0.0.1:8097/callback";

	private static int issuerPort;

	private static int serverPort;

	private static ConfigurableApplicationContext issuer;

	private static ConfigurableApplicationContext server;

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@TempDir
	private Path directory;

	@BeforeAll
	static void start() throws IOException {
		issuerPort = freePort();
		serverPort = freePort();
		String resource = here("http://localhost:8080/mcp");
		issuer = SpringApplication.run(AuthorizationApplication.class,
				"--spring.config.location=classpath:mcp/authorization-server.yml", "--server.port=" + issuerPort,
				"--spring.datasource.url=jdbc:h2:mem:page",
				"--spring.sql.init.schema-locations=classpath:mcp/schema.sql",
				"--spring.security.oauth2.authorizationserver.issuer=" + here("http://localhost:9000"),
				"--claims-dsl.audiences.notes.id=" + resource, "--claims-dsl.policies.tools.audience=" + resource);
		server = SpringApplication.run(McpApplication.class, "--spring.config.location=classpath:mcp/mcp-server.yml",
				"--server.port=" + serverPort,
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + here("http://localhost:9000"),
				"--spring.security.oauth2.resourceserver.jwt.audiences=" + resource,
				// The MCP server of the page has no authorization server on its class
				// path
				"--spring.autoconfigure.exclude=org.springframework.boot.security.oauth2.server.authorization."
						+ "autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration");
	}

	@AfterAll
	static void stop() {
		server.close();
		issuer.close();
	}

	@Test
	void commandsWhenPersonAllowsThenEndWithATokenThatTheServerTakes() throws Exception {
		List<String> steps = TRY.matcher(Files.readString(Path.of("../docs/mcp.md")))
			.results()
			.map((step) -> step.group(1))
			.toList();
		assertThat(steps).hasSize(3);
		assertThat(bash(steps.get(0)).lines())
			.anyMatch((line) -> line.contains("resource_metadata=\"http://localhost:"))
			.anyMatch((line) -> line.contains("\"resource\":\"" + here("http://localhost:8080/mcp") + "\""))
			.anyMatch((line) -> line.contains("\"registration_endpoint\""));
		String address = bash(steps.get(1)).strip();
		String code = parameter(allow(address, true), "code");
		assertThat(bash(
				steps.get(1).lines().filter((line) -> line.startsWith("verifier=")).findFirst().orElseThrow()
						+ "\nclient=" + parameter(address, "client_id") + "\n" + steps.get(2) + "cat tokens.json",
				code))
			.startsWith("200\n");
		String token = member(Files.readString(this.directory.resolve("tokens.json")), "access_token");
		assertThat(call("/mcp/list", token).body()).isEqualTo("a note");
		assertThat(call("/mcp/add", token).body()).isEqualTo("a note was added");
	}

	/** RFC 8707, section 2: nothing but the one server. */
	@ParameterizedTest
	@ValueSource(strings = { "", "&resource=http://localhost:8080/other", "&resource=http://localhost:8080/mcp/",
			"&audience=https://api.example.com" })
	void authorizeWhenResourceIsNotTheServerThenIsRefused(String parameters) throws Exception {
		String address = address(register("{}")).replaceFirst("&resource=.*", "");
		assertThat(parameter(signIn(address + here(parameters)), "error")).isEqualTo("invalid_target");
	}

	@Test
	void consentWhenWithheldAfterItWasGivenThenNoCodeIsIssued() throws Exception {
		String address = address(register("{}"));
		assertThat(parameter(allow(address, true), "code")).isNotEmpty();
		assertThat(parameter(allow(address, false), "error")).isEqualTo("access_denied");
	}

	/** RFC 7591, section 3.2.1. */
	@Test
	void registerWhenAsksForMoreThenGetsWhatThePageSays() throws Exception {
		String answer = register("""
				{"scope": "openid admin", "grant_types": ["authorization_code", "client_credentials", "password"]}""");
		assertThat(answer).contains("\"scope\":\"mcp:tools\"", "\"grant_types\":[\"authorization_code\"]");
		assertThat(register("{\"redirect_uris\": [\"https://a.example/,https://b.example/\"]}"))
			.contains("invalid_redirect_uri");
		assertThat(register("{\"mcp\": false}")).contains("\"scope\":\"mcp:tools\"");
	}

	private HttpResponse<String> call(String path, String token) throws Exception {
		return send(HttpRequest.newBuilder(URI.create("http://localhost:" + serverPort + path))
			.header("Authorization", "Bearer " + token)
			.POST(HttpRequest.BodyPublishers.noBody()));
	}

	/** Registers a client with metadata beside, or instead of, what all have. */
	private String register(String metadata) throws Exception {
		String common = metadata.contains("redirect_uris") ? "" : "\"redirect_uris\": [\"" + CALLBACK + "\"],";
		String body = "{" + common + "\"token_endpoint_auth_method\": \"none\"" + (metadata.equals("{}") ? "" : ",")
				+ metadata.strip().substring(1);
		return send(HttpRequest.newBuilder(URI.create(here("http://localhost:9000/oauth2/register")))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))).body();
	}

	private static String address(String registration) {
		return here("http://localhost:9000/oauth2/authorize?response_type=code&client_id="
				+ member(registration, "client_id") + "&scope=mcp:tools&state=1&redirect_uri=" + CALLBACK
				+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
				+ "&resource=http://localhost:8080/mcp");
	}

	/** Where alice ends after the login page. */
	private String signIn(String address) throws Exception {
		HttpResponse<String> answer = open(address);
		if (location(answer).endsWith("/login")) {
			String csrf = field(open(location(answer)).body(), "_csrf");
			answer = open(location(submit("/login", "username=alice&password=wonderland&_csrf=" + encode(csrf))));
		}
		return location(answer);
	}

	/** Where alice ends after the consent page, which is shown each time. */
	private String allow(String address, boolean allowed) throws Exception {
		HttpResponse<String> page = open(address);
		if (page.statusCode() != 200) {
			signIn(address);
			page = open(address);
		}
		return location(submit("/oauth2/authorize", "client_id=" + parameter(address, "client_id") + "&state="
				+ encode(field(page.body(), "state")) + (allowed ? "&scope=mcp:tools" : "")));
	}

	private HttpResponse<String> open(String address) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html"));
	}

	private HttpResponse<String> submit(String path, String form) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(here("http://localhost:9000") + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private String bash(String commands, String... input) throws Exception {
		Process bash = new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + here(commands))
			.directory(this.directory.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		bash.getOutputStream().write((String.join("", input) + "\n").getBytes(StandardCharsets.UTF_8));
		bash.getOutputStream().close();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(bash.exitValue()).as(commands + output).isZero();
		return output;
	}

	/** The page's addresses, where the applications are. */
	private static String here(String text) {
		return text.replace("localhost:9000", "localhost:" + issuerPort)
			.replace("localhost:8080", "localhost:" + serverPort);
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("");
	}

	private static String parameter(String address, String name) {
		return find("[?&]" + name + "=([^&]*)", address);
	}

	private static String member(String json, String name) {
		return find("\"" + name + "\":\"([^\"]*)", json);
	}

	private static String field(String page, String name) {
		return find("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"", page);
	}

	private static String find(String pattern, String text) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
		return matcher.group(1);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
