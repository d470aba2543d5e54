package io.github.claimsdsl.servers;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTParser;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An OAuth client with a browser. Parameters are names and values in turn.
 */
final class OAuthClient {

	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final String base;

	OAuthClient(String base) {
		this.base = base;
	}

	/** Posts a form, authenticated as a client. */
	Answer post(String path, String client, String... parameters) {
		String credentials = client + ":" + client + "-secret";
		return post(path, credentials(credentials), parameters);
	}

	/** Posts a form, authenticated as a client that registered itself. */
	Answer post(String path, Answer registered, String... parameters) {
		return post(path, credentials(registered.text("client_id") + ":" + registered.text("client_secret")),
				parameters);
	}

	private Answer post(String path, HttpRequest.Builder request, String... parameters) {
		return send(request.uri(URI.create(this.base + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
	}

	private static HttpRequest.Builder credentials(String credentials) {
		return HttpRequest.newBuilder()
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	/** Posts JSON, with an access token unless it is empty. */
	Answer json(String path, String accessToken, String json) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json));
		return send(accessToken.isEmpty() ? request : request.header("Authorization", "Bearer " + accessToken));
	}

	/** Gets a page as a browser does. */
	Answer page(String path, String... parameters) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path + "?" + form(parameters)))
			.header("Accept", "text/html"));
	}

	/** Submits a form of a page with the browser. */
	Answer submit(String path, String... parameters) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Accept", "text/html")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
	}

	/** Logs alice in. */
	OAuthClient login() {
		Answer answer = submit("/login", "username", "alice", "password", "wonderland", "_csrf",
				page("/login").field("_csrf"));
		assertThat(answer.location()).doesNotContain("error");
		return this;
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers(), response.body());
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
		StringBuilder form = new StringBuilder();
		for (int i = 0; i < parameters.length; i += 2) {
			form.append((i == 0) ? "" : "&")
				.append(parameters[i])
				.append('=')
				.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
		}
		return form.toString();
	}

	/**
	 * An answer of the server.
	 *
	 * @param status the HTTP status
	 * @param headers the headers
	 * @param body the body
	 */
	record Answer(int status, HttpHeaders headers, String body) {

		Map<String, Object> json() {
			try {
				return JSONObjectUtils.parse(this.body);
			}
			catch (ParseException ex) {
				throw new AssertionError(this.status + " without JSON: " + this.body, ex);
			}
		}

		String text(String member) {
			return String.valueOf(Objects.requireNonNull(json().get(member), () -> "no " + member + ": " + this.body));
		}

		/** The claims of a JWT. */
		Map<String, Object> claims(String member) {
			return claimsOf(text(member));
		}

		static Map<String, Object> claimsOf(String jwt) {
			try {
				return JWTParser.parse(jwt).getJWTClaimsSet().toJSONObject();
			}
			catch (ParseException ex) {
				throw new AssertionError("no JWT: " + jwt, ex);
			}
		}

		String location() {
			return this.headers.firstValue("Location").orElse("");
		}

		/** A parameter of the URI that the browser is redirected to. */
		String redirected(String parameter) {
			String value = UriComponentsBuilder.fromUriString(location()).build().getQueryParams().getFirst(parameter);
			return Objects.requireNonNull(value, () -> this.status + " to " + location() + ": " + this.body);
		}

		/** The value of a hidden field of a page. */
		String field(String name) {
			Matcher matcher = Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]+)\"").matcher(this.body);
			assertThat(matcher.find()).as("field " + name + ": " + this.status + " " + this.body).isTrue();
			return matcher.group(1);
		}

		/** The value of a cookie that the server sets. */
		String cookie(String name) {
			return new ArrayList<>(this.headers.allValues("Set-Cookie")).stream()
				.filter((cookie) -> cookie.startsWith(name + "="))
				.map((cookie) -> cookie.substring(name.length() + 1).replaceFirst(";.*", ""))
				.findFirst()
				.orElseThrow(() -> new AssertionError("no cookie " + name + ": " + this.status + " " + this.body));
		}

		Answer granted() {
			assertThat(this.status).as(this.body).isEqualTo(200);
			return this;
		}

		/** Asserts an OAuth error as JSON, and that there is no token in any place. */
		void refused(String error) {
			assertThat(this.status).as(this.body).isEqualTo(400);
			assertThat(json()).containsEntry("error", error)
				.doesNotContainKeys("access_token", "id_token", "refresh_token", "legacy_token");
			assertThat(this.body + this.headers.map()).doesNotContain("eyJ");
		}

	}

}
