package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines for a shell, in a shell.
 */
class CurlTests {

	private static ConsoleServer server;

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(Plain.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Visitor admin() {
		return server.visitor().signIn("alice", "wonderland");
	}

	/** What the page shows, for the server as it is here. */
	private static String lines(String... fields) {
		String page = admin().submitFrom("/claims-dsl", "/claims-dsl", fields).body();
		return Pages.block(page, "Requests").replace("https://issuer.example.com", server.address());
	}

	private static String run(String line, Map<String, String> variables) throws IOException, InterruptedException {
		ProcessBuilder bash = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true);
		bash.environment().putAll(variables);
		Process process = bash.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "it's", "''", "$HOME", "$(id)", "`id`", "a b", "\\", "\\'", "!x", "*", "\"q\"",
			"--help", "a;b", "&", "|", "é\u202e", "' ; echo hacked ; '" })
	void wordWhenItHoldsAnythingThenTheShellReadsItAsItIs(String word) throws Exception {
		assertThat(run("printf %s " + Curl.quote(word), Map.of())).isEqualTo(word);
	}

	@Test
	void lineWhenRunThenTheServerIssuesTheToken() throws Exception {
		String line = lines("client", "app", "grantType", "client_credentials", "issuance", "INITIAL", "user", "",
				"scopes", "openid")
			.split("\n\n")[0];
		assertThat(line).isEqualTo("""
				curl '%s/oauth2/token' \\
				  -u 'app:'"$CLIENT_SECRET" \\
				  --data-urlencode 'grant_type=client_credentials' \\
				  --data-urlencode 'scope=openid'""".formatted(server.address()));
		assertThat(run(line.replace("curl ", "curl -s "), Map.of("CLIENT_SECRET", "secret")))
			.contains("\"access_token\":\"", "\"scope\":\"openid\"");
		assertThat(run(line.replace("curl ", "curl -s "), Map.of("CLIENT_SECRET", "wrong"))).contains("invalid_client");
	}

	@Test
	void linesWhenGrantNeedsABrowserThenTheyLeadToUserinfo() throws Exception {
		String[] lines = lines("client", "app", "grantType", "authorization_code", "issuance", "INITIAL", "user",
				"carol", "scopes", "openid")
			.split("\n\n");
		assertThat(lines).hasSize(3);
		URI address = URI.create(lines[0].substring(lines[0].lastIndexOf(' ') + 1));
		Visitor carol = server.visitor().signIn("carol", "chess");
		String location = carol.open(address.toString().substring(server.address().length()))
			.headers()
			.firstValue("Location")
			.orElseThrow();
		assertThat(location).startsWith("https://app.example.com/callback?code=");
		String code = URLDecoder.decode(location.replaceFirst(".*code=([^&]*).*", "$1"), StandardCharsets.UTF_8);
		String tokens = run(lines[1].replace("curl ", "curl -s "), Map.of("CLIENT_SECRET", "secret", "CODE", code));
		assertThat(tokens).contains("\"id_token\":\"");
		String accessToken = tokens.replaceFirst(".*\"access_token\":\"([^\"]*)\".*", "$1");
		assertThat(run(lines[2].replace("curl ", "curl -s "), Map.of("ACCESS_TOKEN", accessToken)))
			.contains("\"sub\":\"carol\"");
	}

	@Test
	void linesWhenFieldsAreHostileThenNothingRuns() throws Exception {
		String line = lines("client", "app", "grantType", "password", "issuance", "INITIAL", "user",
				"$(echo hacked >&2)'; echo hacked; '", "scopes", "`echo hacked`", "audience", "\"; echo hacked; \"");
		String words = run("curl() { printf '<%s>\\n' \"$@\"; }\n" + line,
				Map.of("PASSWORD", "$(echo hacked)", "CLIENT_SECRET", "s"));
		assertThat(words)
			.contains("<username=$(echo hacked >&2)'; echo hacked; '>", "<scope=", "<audience=\"; echo hacked; \">",
					"<password=$(echo hacked)>")
			.doesNotContainPattern("(?m)^hacked");
	}

	@Test
	void linesWhenTokenIsRefreshedThenSendTheRefreshToken() {
		assertThat(lines("client", "app", "grantType", "authorization_code", "issuance", "REFRESH", "user", "carol",
				"scopes", "openid"))
			.contains("'grant_type=refresh_token'", "\"refresh_token=$REFRESH_TOKEN\"");
		assertThat(lines("client", "app", "grantType", "urn:ietf:params:oauth:grant-type:device_code", "issuance",
				"INITIAL", "user", "carol", "scopes", "openid"))
			.contains("/oauth2/device_authorization'", "\"device_code=$DEVICE_CODE\"");
		assertThat(lines("client", "app", "grantType", "urn:ietf:params:oauth:grant-type:token-exchange", "issuance",
				"INITIAL", "user", "carol", "scopes", "openid"))
			.contains("\"subject_token=$SUBJECT_TOKEN\"",
					"'subject_token_type=urn:ietf:params:oauth:token-type:access_token'");
	}

}
