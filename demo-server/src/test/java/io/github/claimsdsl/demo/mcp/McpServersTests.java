package io.github.claimsdsl.demo.mcp;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
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

	@Autowired
	private JWKSource<SecurityContext> keys;

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

	/** RFC 6750, section 3.1, and RFC 9728, section 5.1. */
	@Test
	void callWhenScopeIsMissingThenSaysWhichIsNeeded() throws Exception {
		Answer answer = call("/mcp-a", "Authorization", "Bearer " + token("read:messages"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer error=\"insufficient_scope\"")
			.endsWith("scope=\"mcp:tools\"");
		assertThat(call("/mcp-a", "Authorization", "Bearer " + token("mcp:tools")).status()).isEqualTo(200);
	}

	/** Model Context Protocol 2025-11-25, transports: the Origin header. */
	@Test
	void callWhenAnotherSiteAsksThenIsRefused() throws Exception {
		String token = "Bearer " + token("mcp:tools");
		assertThat(call("/mcp-a", "Authorization", token, "Origin", "https://attacker.example.com").status())
			.isEqualTo(403);
		assertThat(call("/mcp-a", "Authorization", token, "Origin", ISSUER).status()).isEqualTo(200);
	}

	/** A token of the server, as nobody can get it at the token endpoint. */
	private String token(String scope) throws Exception {
		RSAKey key = (RSAKey) this.keys
			.get(new JWKSelector(new JWKMatcher.Builder().keyType(KeyType.RSA).build()), null)
			.get(0);
		SignedJWT token = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
					.type(new JOSEObjectType("at+jwt"))
					.build(),
				new JWTClaimsSet.Builder().issuer(ISSUER)
					.audience(ISSUER + "/mcp-a")
					.subject("alice")
					.claim("client_id", "app")
					.claim("scope", scope)
					.jwtID("1")
					.issueTime(new Date())
					.expirationTime(Date.from(Instant.now().plusSeconds(60)))
					.build());
		token.sign(new RSASSASigner(key));
		return token.serialize();
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
