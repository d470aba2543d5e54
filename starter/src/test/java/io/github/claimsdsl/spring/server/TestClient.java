package io.github.claimsdsl.spring.server;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An OAuth client and a browser. Parameters are names and values in turn; a name may
 * occur twice.
 */
final class TestClient {

	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final String base;

	TestClient(String base) {
		this.base = base;
	}

	/** Sends a token request by a client. */
	Answer token(String client, String grantType, String... parameters) {
		return post("/oauth2/token", client, concat(new String[] { "grant_type", grantType }, parameters));
	}

	/** Asks for tokens for alice. */
	Answer password(String client, String... parameters) {
		return token(client, "password",
				concat(new String[] { "username", "alice", "password", "wonderland" }, parameters));
	}

	Answer refresh(String client, Answer tokens, String... parameters) {
		return token(client, "refresh_token",
				concat(new String[] { "refresh_token", tokens.string("refresh_token") }, parameters));
	}

	/** Posts a form, authenticated as a client. */
	Answer post(String path, String client, String... parameters) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/x-www-form-urlencoded");
		String credentials = encode(client) + ":" + encode(client + "-secret");
		request.header("Authorization",
				"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
		return send(request.POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
	}

	Answer userInfo(String accessToken) {
		return bearer("/userinfo", accessToken);
	}

	/** Gets a resource with an access token (RFC 6750 section 2.1). */
	Answer bearer(String path, String accessToken) {
		return send(
				HttpRequest.newBuilder(URI.create(this.base + path)).header("Authorization", "Bearer " + accessToken));
	}

	/**
	 * Registers a client (OpenID Connect Dynamic Client Registration 1.0 section 3.1).
	 */
	Answer register(String accessToken, String registration) {
		return send(HttpRequest.newBuilder(URI.create(this.base + "/connect/register"))
			.header("Authorization", "Bearer " + accessToken)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(registration)));
	}

	/** Asks for what is known about a token of an answer, as a client. */
	Answer introspect(String client, Answer tokens, String name) {
		return post("/oauth2/introspect", client, "token", tokens.string(name)).granted();
	}

	/** Exchanges the access token of an answer (RFC 8693 section 2.1). */
	Answer exchange(String client, Answer subject, String... parameters) {
		return token(client, "urn:ietf:params:oauth:grant-type:token-exchange",
				concat(new String[] { "subject_token", subject.string("access_token"), "subject_token_type",
						"urn:ietf:params:oauth:token-type:access_token" }, parameters));
	}

	/** Polls for the token of a device (RFC 8628 section 3.4). */
	Answer device(String client, Answer device, String... parameters) {
		return token(client, "urn:ietf:params:oauth:grant-type:device_code",
				concat(new String[] { "device_code", device.string("device_code") }, parameters));
	}

	/**
	 * Approves a device and a scope with the browser. The server asks for consent once.
	 */
	void approve(String client, Answer device, String scope) {
		String userCode = device.string("user_code");
		Answer answer = get("/oauth2/device_verification", "user_code", userCode);
		if (answer.status() == 200) {
			answer = browse("/oauth2/device_verification", "client_id", client, "user_code", userCode, "state",
					answer.field("state"), "scope", scope);
		}
		assertThat(answer.location()).as(answer.body()).endsWith("?success");
	}

	/** Approves scopes on the consent page. */
	Answer consent(String client, Answer page, String scope) {
		return browse("/oauth2/authorize", "client_id", client, "state", page.field("state"), "scope", scope);
	}

	Answer browse(String path, String... parameters) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "text/html")
			.POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
	}

	/** Gets a page as a browser does. */
	Answer get(String path, String... parameters) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path + "?" + form(parameters)))
			.header("Accept", "text/html"));
	}

	/** Sends an authorization request with the browser. */
	Answer authorize(String client, String... parameters) {
		return get("/oauth2/authorize", authorizationRequest(client, parameters));
	}

	/** Pushes an authorization request (RFC 9126 section 2.1). */
	Answer push(String client, String... parameters) {
		return post("/oauth2/par", client, authorizationRequest(client, parameters));
	}

	static String[] authorizationRequest(String client, String... parameters) {
		return concat(new String[] { "response_type", "code", "client_id", client, "redirect_uri",
				TestStore.REDIRECT_URI, "state", "abc" }, parameters);
	}

	/** Exchanges the code of an authorization response. */
	Answer code(String client, Answer authorized, String... parameters) {
		assertThat(authorized.location()).startsWith(TestStore.REDIRECT_URI);
		return token(client, "authorization_code",
				concat(new String[] { "code", authorized.redirected("code"), "redirect_uri", TestStore.REDIRECT_URI },
						parameters));
	}

	/** Logs alice in. */
	TestClient login() {
		Answer answer = submit("/login", "username", "alice", "password", "wonderland");
		assertThat(answer.location()).doesNotContain("error");
		return this;
	}

	/** Submits a form of a page with its CSRF token. */
	Answer submit(String page, String... parameters) {
		return browse(page, concat(parameters, "_csrf", get(page).field("_csrf")));
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers().firstValue("Location").orElse(""),
					response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String form(String... parameters) {
		List<String> fields = new ArrayList<>();
		for (int i = 0; i < parameters.length; i += 2) {
			fields.add(parameters[i] + "=" + encode(parameters[i + 1]));
		}
		return String.join("&", fields);
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	static String[] concat(String[] first, String... second) {
		List<String> all = new ArrayList<>(List.of(first));
		all.addAll(List.of(second));
		return all.toArray(new String[0]);
	}

	/**
	 * An answer of the server.
	 *
	 * @param status the HTTP status
	 * @param location the header {@code Location}, or empty
	 * @param body the body
	 */
	record Answer(int status, String location, String body) {

		Map<String, Object> json() {
			try {
				return JSONObjectUtils.parse(this.body);
			}
			catch (ParseException ex) {
				throw new AssertionError("not JSON: " + this, ex);
			}
		}

		String string(String name) {
			assertThat(json()).as(this.body).containsKey(name);
			return (String) json().get(name);
		}

		String redirected(String name) {
			return UriComponentsBuilder.fromUriString(this.location).build().getQueryParams().getFirst(name);
		}

		/** The value of a hidden field of the page. */
		String field(String name) {
			Matcher field = Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]+)\"").matcher(this.body);
			assertThat(field.find()).as(this.toString()).isTrue();
			return field.group(1);
		}

		SignedJWT jwt(String name) {
			try {
				return SignedJWT.parse(string(name));
			}
			catch (ParseException ex) {
				throw new AssertionError("no JWT: " + this, ex);
			}
		}

		Map<String, Object> claims(String name) {
			try {
				return new LinkedHashMap<>(jwt(name).getJWTClaimsSet().toJSONObject());
			}
			catch (ParseException ex) {
				throw new AssertionError(ex);
			}
		}

		/** The values of {@code aud} of the access token. */
		List<String> audience() {
			try {
				return jwt("access_token").getJWTClaimsSet().getAudience();
			}
			catch (ParseException ex) {
				throw new AssertionError(ex);
			}
		}

		Answer granted() {
			assertThat(this.status).as(this.body).isEqualTo(200);
			return this;
		}

		/** Asserts a redirect to the client with an OAuth error. */
		void redirectedWith(String error) {
			assertThat(this.status).as(this.body).isEqualTo(302);
			assertThat(this.location).startsWith(TestStore.REDIRECT_URI + "?").doesNotContain("example.com");
			assertThat(redirected("error")).isEqualTo(error);
			assertThat(redirected("state")).isEqualTo("abc");
			assertThat(redirected("code")).isNull();
		}

		/**
		 * Asserts an OAuth error as JSON that repeats none of the requested audiences.
		 */
		void refused(String error) {
			assertThat(this.status).as(this.body).isEqualTo(400);
			assertThat(json()).containsEntry("error", error).doesNotContainKey("access_token");
			assertThat(this.body).doesNotContain("example.com", "urn:example");
		}

	}

}
