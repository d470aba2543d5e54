package io.github.claimsdsl.boot.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.util.UriComponentsBuilder;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.Issuance;

import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the requests that would get a previewed token, to paste into a shell. Secrets,
 * codes and tokens are shell variables.
 *
 * @param choices finds the client
 * @param settings the paths of the endpoints
 */
record CurlLines(Choices choices, AuthorizationServerSettings settings) {

	private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

	@Nullable Html show(TokenInputs form) {
		RegisteredClient client = this.choices.find(form.client());
		return (client == null) ? null
				: element("details", element("summary", "As a request, with curl"),
						element("p", css("muted"), "Set the variables in your shell first."),
						TokenSection.block("Requests", String.join("\n\n", lines(form, client))));
	}

	/**
	 * Returns the requests that lead to the token, and one that presents it to userinfo.
	 */
	List<String> lines(TokenInputs form, RegisteredClient client) {
		List<String> lines = new ArrayList<>(token(form, client));
		if (form.scopes().contains("openid") && !GrantTypes.WITHOUT_USERINFO.contains(form.grantType())) {
			lines.add("curl " + Curl.quote(endpoint(form, this.settings.getOidcUserInfoEndpoint()))
					+ " -H \"Authorization: Bearer $ACCESS_TOKEN\"");
		}
		return lines;
	}

	private List<String> token(TokenInputs form, RegisteredClient client) {
		if (form.issuance() == Issuance.REFRESH) {
			return List.of(post(this.settings.getTokenEndpoint(), form, client).data("grant_type", "refresh_token")
				.data(asked(form))
				.variable("refresh_token", "REFRESH_TOKEN")
				.line());
		}
		if (form.grantType().equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue())) {
			return code(form, client);
		}
		if (form.grantType().equals(AuthorizationGrantType.DEVICE_CODE.getValue())) {
			return device(form, client);
		}
		Curl request = post(this.settings.getTokenEndpoint(), form, client).data("grant_type", form.grantType())
			.data(asked(form));
		return List.of(credentials(form, request).line());
	}

	private static Curl credentials(TokenInputs form, Curl request) {
		if (form.grantType().equals("password")) {
			return request.data("username", form.user()).variable("password", "PASSWORD");
		}
		return form.grantType().equals(AuthorizationGrantType.TOKEN_EXCHANGE.getValue())
				? request.data("subject_token_type", TOKEN_TYPE).variable("subject_token", "SUBJECT_TOKEN") : request;
	}

	private List<String> code(TokenInputs form, RegisteredClient client) {
		Pkce pkce = Pkce.make();
		String redirect = client.getRedirectUris().stream().sorted().findFirst().orElse("");
		Map<String, String> query = new LinkedHashMap<>(Map.of("response_type", "code"));
		query.put("client_id", client.getClientId());
		query.put("redirect_uri", redirect);
		query.putAll(asked(form));
		query.put("code_challenge", pkce.challenge());
		query.put("code_challenge_method", "S256");
		UriComponentsBuilder address = UriComponentsBuilder
			.fromUriString(endpoint(form, this.settings.getAuthorizationEndpoint()));
		query.forEach((name, value) -> address.queryParam(name, URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return List.of(
				"# Open this in a browser and sign in as the user. The code is in the address where it ends.\n# "
						+ address.build(true).toUriString(),
				post(this.settings.getTokenEndpoint(), form, client).data("grant_type", "authorization_code")
					.data("redirect_uri", redirect)
					.data("code_verifier", pkce.verifier())
					.variable("code", "CODE")
					.line());
	}

	private List<String> device(TokenInputs form, RegisteredClient client) {
		return List.of(
				post(this.settings.getDeviceAuthorizationEndpoint(), form, client).data(asked(form)).line()
						+ "\n# Open the verification_uri_complete of the answer in a browser.",
				post(this.settings.getTokenEndpoint(), form, client).data("grant_type", form.grantType())
					.variable("device_code", "DEVICE_CODE")
					.line());
	}

	private Curl post(@Nullable String path, TokenInputs form, RegisteredClient client) {
		return new Curl(endpoint(form, path)).as(client);
	}

	private String endpoint(TokenInputs form, @Nullable String path) {
		String issuer = form.issuer().isEmpty() ? this.settings.getIssuer() : form.issuer();
		return Objects.requireNonNullElse(issuer, "https://your-server.example") + path;
	}

	/**
	 * Returns the scope and the audience that the client asks for (RFC 6749 section 3.3).
	 */
	private static Map<String, String> asked(TokenInputs form) {
		Map<String, String> asked = new LinkedHashMap<>();
		if (!form.scopes().isEmpty()) {
			asked.put("scope", String.join(" ", form.scopes()));
		}
		if (!form.audience().isEmpty()) {
			asked.put("audience", form.audience());
		}
		return asked;
	}

}
