package io.github.claimsdsl.demo.mcp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

/**
 * The MCP servers as protected resources: RFC 9728, and the authorization part of the
 * Model Context Protocol.
 */
@McpServerTest
class McpServersTests {

	private static final String ISSUER = "http://localhost:9000";

	private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

	@LocalServerPort
	private int port;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	/** RFC 9728, sections 2 and 3.3. */
	@ParameterizedTest
	@CsvSource({ "mcp-a, Notes", "mcp-b, Calendar" })
	void metadataWhenAskedThenNamesTheServerAndItsIssuer(String server, String name) {
		Answer answer = this.http.get("/.well-known/oauth-protected-resource/" + server);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).isEqualTo(Map.of("resource", ISSUER + "/" + server, "resource_name", name,
				"authorization_servers", List.of(ISSUER), "scopes_supported", List.of("mcp:tools"),
				"bearer_methods_supported", List.of("header"), "tls_client_certificate_bound_access_tokens", false));
	}

	/** RFC 9728, section 5.1, and RFC 6750, section 3. */
	@ParameterizedTest
	@ValueSource(strings = { "mcp-a", "mcp-b" })
	void callWhenThereIsNoTokenThenSaysWhereTheMetadataIs(String server) {
		Answer answer = call("/" + server);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer resource_metadata=\"" + ISSUER
				+ "/.well-known/oauth-protected-resource/" + server + "\", scope=\"mcp:tools\"");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /mcp-a", "PUT, /mcp-a", "DELETE, /mcp-b", "POST, /.well-known/oauth-protected-resource/mcp-a" })
	void anythingWhenThereIsNoTokenThenIsRefused(String method, String path) {
		assertThat(this.http.method(method, path).status()).isEqualTo(401);
	}

	/** The tokens of the sample clients are for other APIs, or for none. */
	@ParameterizedTest
	@CsvSource({ "https://api.example.com, openid read:messages", "https://reports.example.com, read:reports",
			"'', openid" })
	void callWhenTokenIsForAnotherApiThenIsRefused(String audience, String scope) {
		Map<String, String> form = Http.form("grant_type", "password", "username", "alice", "password", "wonderland",
				"scope", scope);
		if (!audience.isEmpty()) {
			form.put("audience", audience);
		}
		Answer tokens = this.http.post("/oauth2/token", form, "Authorization",
				Http.basic("trusted-app", "trusted-secret"));
		Answer answer = call("/mcp-a", "Authorization", "Bearer " + tokens.string("access_token"));
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\", resource_metadata=");
	}

	@Test
	void metadataWhenThereIsNoSuchServerThenIsNotThere() {
		assertThat(this.http.get("/.well-known/oauth-protected-resource/mcp-c").status()).isEqualTo(404);
	}

	private Answer call(String path, String... headers) {
		String[] all = Stream.concat(Stream.of(headers), Stream.of("Accept", "application/json, text/event-stream"))
			.toArray(String[]::new);
		return this.http.postBody(path, PING, "application/json", all);
	}

}
