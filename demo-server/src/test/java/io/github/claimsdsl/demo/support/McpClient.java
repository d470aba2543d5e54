package io.github.claimsdsl.demo.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;

/**
 * A client that has registered itself, and the person who uses it.
 */
public final class McpClient {

	/** Where this client wants its codes. */
	public static final String CALLBACK = "http://127.0.0.1:8097/callback";

	private final Http http;

	private final Browser browser;

	private final Answer registration;

	private McpClient(int port, Answer registration) {
		this.http = new Http(port);
		this.browser = new Browser(port);
		this.registration = registration;
	}

	/** Registers a client with the metadata given beside its redirect URI. */
	public static McpClient register(int port, Object... metadata) {
		Answer answer = ask(port, metadata);
		if (answer.status() != 201) {
			throw new AssertionError(answer.status() + " " + answer.body());
		}
		return new McpClient(port, answer);
	}

	/** Asks for a registration, which may be refused. */
	public static Answer ask(int port, Object... metadata) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("redirect_uris", List.of(CALLBACK));
		for (int i = 0; i < metadata.length; i += 2) {
			body.put((String) metadata[i], metadata[i + 1]);
		}
		return new Http(port).postBody("/oauth2/register", JSONObjectUtils.toJSONString(body), "application/json");
	}

	/** The same client at another node. */
	public McpClient at(int port) {
		return new McpClient(port, this.registration);
	}

	public Answer registration() {
		return this.registration;
	}

	public String id() {
		return this.registration.string("client_id");
	}

	public Browser browser() {
		return this.browser;
	}

	/** The parameters of an authorization request, and those given. */
	public Map<String, String> request(String... more) {
		return Browser.request(id(), CALLBACK, "mcp:tools", more);
	}

	/** Where an authorization request leads alice. */
	public Answer authorize(String... more) {
		return this.browser.authorize("alice", "wonderland", request(more));
	}

	/** Alice allows what the consent page shows, to which she was redirected. */
	public Answer allow(Answer redirect) {
		Answer page = this.browser.follow(redirect);
		return this.browser.submit("/oauth2/authorize", "client_id", id(), "state", page.field("state"), "scope",
				"mcp:tools");
	}

	/** The code that alice gets for a resource. */
	public String code(String resource) {
		return Browser.parameter(allow(authorize("resource", resource)), "code");
	}

	/** The tokens for a resource. */
	public Answer tokens(String resource) {
		return exchange(code(resource), "resource", resource);
	}

	public Answer exchange(String code, String... more) {
		return token(Stream
			.concat(Stream.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK,
					"code_verifier", Browser.VERIFIER), Stream.of(more))
			.toArray(String[]::new));
	}

	public Answer refresh(String token, String... more) {
		return token(Stream.concat(Stream.of("grant_type", "refresh_token", "refresh_token", token), Stream.of(more))
			.toArray(String[]::new));
	}

	/** A token request, with the secret in the header if there is one. */
	public Answer token(String... parameters) {
		return post("/oauth2/token", Http.form(parameters));
	}

	public Answer post(String path, Map<String, String> form) {
		Object secret = this.registration.json().get("client_secret");
		if (secret instanceof String text) {
			return this.http.post(path, form, "Authorization", Http.basic(id(), text));
		}
		form.put("client_id", id());
		return this.http.post(path, form);
	}

}
