package io.github.claimsdsl.servers;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients try with codes, pushed requests, devices, refresh tokens and exchanges to
 * get a token that a policy, an audience or a rule of delegation forbids: each row is one
 * attempt. Rows that end well are honest requests that must not be refused.
 */
class AttackFlowTests extends AttacksOfClients {

	private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "codes", "pushedRequests", "devices", "exchanges" })
	void attempt(Attempt attempt) {
		attempt.action().run();
	}

	Stream<Attempt> codes() {
		return Stream.of(row("code for the API", () -> api(flow().tokens("app", "read", "audience", Policies.API))),
				row("code of a denied client", () -> flow().tokens("barred", "read").refused("access_denied")),
				row("audience only at the code exchange", () -> {
					CodeFlow flow = flow();
					flow.exchange("app", flow.authorize("app", "read"), "audience", Policies.API)
						.refused("invalid_target");
				}), row("another audience at the code exchange", () -> {
					CodeFlow flow = flow();
					flow.exchange("legacy", flow.authorize("legacy", "read", "audience", OTHER), "resource",
							Policies.API)
						.refused("invalid_target");
				}), row("the same audience at the code exchange", () -> {
					CodeFlow flow = flow();
					api(flow.exchange("app", flow.authorize("app", "read", "audience", Policies.API), "resource",
							Policies.API));
				}),
				row("unknown audience at authorization",
						() -> assertThat(flow().authorize("app", "read", "audience", "https://x.example.com")
							.redirected("error")).isEqualTo("invalid_target")),
				row("audience twice at authorization",
						() -> assertThat(flow().authorize("app", "read", "audience", Policies.API, "audience", OTHER)
							.redirected("error")).isEqualTo("invalid_target")),
				row("audience encoded at authorization", () -> {
					Answer answer = flow().client()
						.page("/oauth2/authorize?%61udience=" + encode(Policies.API) + "&x", "response_type", "code",
								"client_id", "partner", "redirect_uri", Company.REDIRECT_URI, "scope", "read");
					assertThat(answer.location()).doesNotContain("code=");
				}), row("authorization posted", () -> {
					Answer answer = flow().client()
						.submit("/oauth2/authorize", "response_type", "code", "client_id", "partner", "redirect_uri",
								Company.REDIRECT_URI, "scope", "read openid", "audience", Policies.API);
					assertThat(answer.location()).doesNotContain("code=");
					assertThat(answer.status()).isLessThan(500);
				}), row("another audience at a refresh", () -> {
					CodeFlow flow = flow();
					Answer tokens = flow.tokens("app", "read", "audience", Policies.API).granted();
					refresh("app", tokens, "audience", OTHER).refused("invalid_target");
				}), row("audience first at a refresh", () -> {
					Answer tokens = flow().tokens("app", "read").granted();
					refresh("app", tokens, "audience", Policies.API).refused("invalid_target");
				}), row("refresh keeps the audience and its claims", () -> {
					Answer tokens = flow().tokens("app", "openid read", "audience", Policies.API).granted();
					api(refresh("app", refresh("app", tokens).granted(), "resource", Policies.API));
				}), row("refresh with more scopes", () -> {
					Answer tokens = flow().tokens("app", "read").granted();
					refresh("app", tokens, "scope", "read openid").refused("invalid_scope");
				}), row("rotated refresh token", () -> {
					Answer tokens = flow().tokens("app", "read").granted();
					refresh("app", tokens).granted();
					refresh("app", tokens).refused("invalid_grant");
				}), row("refresh token of others", () -> {
					Answer tokens = flow().tokens("app", "read", "audience", Policies.API).granted();
					refresh("legacy", tokens).refused("invalid_grant");
				}), row("code of others", () -> {
					CodeFlow flow = flow();
					flow.exchange("legacy", flow.authorize("app", "read", "audience", Policies.API))
						.refused("invalid_grant");
				}), row("code twice", () -> {
					CodeFlow flow = flow();
					Answer authorized = flow.authorize("app", "read", "audience", Policies.API);
					flow.exchange("app", authorized).granted();
					flow.exchange("app", authorized).refused("invalid_grant");
				}), row("grant type of a refresh with a code", () -> {
					CodeFlow flow = flow();
					Answer authorized = flow.authorize("app", "read");
					this.server.client()
						.post("/oauth2/token", "app", "grant_type", "refresh_token", "refresh_token",
								authorized.redirected("code"))
						.refused("invalid_grant");
				}), row("ID token of a code is for the client", () -> {
					Answer tokens = flow().tokens("app", "openid read", "audience", Policies.API).granted();
					assertThat(FourChecks.audience(tokens.claims("id_token"))).containsExactly("app");
				}));
	}

	Stream<Attempt> pushedRequests() {
		return Stream.of(
				row("pushed request for an unknown audience",
						() -> push("app", "audience", "https://x.example.com").refused("invalid_target")),
				row("pushed request for an audience of others",
						() -> push("partner", "resource", Policies.API).refused("invalid_target")),
				row("pushed request with audience in the query string",
						() -> this.server.client()
							.post("/oauth2/par?audience=x", "app", "response_type", "code", "client_id", "app",
									"redirect_uri", Company.REDIRECT_URI, "scope", "read", "audience", Policies.API)
							.refused("invalid_request")),
				row("audience beside a pushed request, of others", () -> {
					Answer pushed = push("partner");
					CodeFlow flow = flow();
					Answer authorized = flow.client()
						.page("/oauth2/authorize", "client_id", "partner", "request_uri", pushed.text("request_uri"),
								"audience", Policies.API);
					if (authorized.location().contains("code=")) {
						plain(flow.exchange("partner", authorized));
					}
				}), row("another audience beside a pushed request", () -> {
					Answer pushed = push("app", "audience", Policies.API);
					CodeFlow flow = flow();
					Answer authorized = flow.client()
						.page("/oauth2/authorize", "client_id", "app", "request_uri", pushed.text("request_uri"),
								"audience", OTHER);
					if (authorized.location().contains("code=")) {
						api(flow.exchange("app", authorized));
					}
				}));
	}

	Stream<Attempt> devices() {
		return Stream.of(row("device for an audience of others",
				() -> this.server.client()
					.post("/oauth2/device_authorization", "partner", "scope", "read", "audience", Policies.API)
					.refused("invalid_target")),
				row("audience only with the device code", () -> {
					Answer device = approved("app", "scope", "read");
					token("app", DEVICE, "device_code", device.text("device_code"), "audience", Policies.API)
						.refused("invalid_target");
				}), row("device code of a denied client", () -> {
					Answer device = approved("barred", "scope", "read");
					token("barred", DEVICE, "device_code", device.text("device_code")).refused("access_denied");
				}), row("device code of others", () -> {
					Answer device = approved("app", "scope", "read", "audience", Policies.API);
					token("legacy", DEVICE, "device_code", device.text("device_code")).refused("invalid_grant");
				}), row("refresh of a device keeps the audience", () -> {
					Answer device = approved("app", "scope", "read", "audience", Policies.API);
					api(refresh("app", token("app", DEVICE, "device_code", device.text("device_code")).granted()));
				}), row("another audience at the refresh of a device", () -> {
					Answer device = approved("legacy", "scope", "read", "audience", OTHER);
					Answer tokens = token("legacy", DEVICE, "device_code", device.text("device_code")).granted();
					refresh("legacy", tokens, "audience", Policies.API).refused("invalid_target");
				}),
				row("device audience twice",
						() -> this.server.client()
							.post("/oauth2/device_authorization", "app", "scope", "read", "audience", Policies.API,
									"audience", Policies.API)
							.refused("invalid_target")));
	}

	Stream<Attempt> exchanges() {
		return Stream.of(
				row("exchange of a token of others for nothing",
						() -> exchange("partner", forApi()).refused("invalid_request")),
				row("exchange of a token of others for an own audience",
						() -> exchange("partner", forApi(), "audience", OTHER).refused("invalid_request")),
				row("exchange by the API for nothing", () -> plain(exchange("legacy", forApi()))),
				row("exchange by the API for another API", () -> {
					Map<String, Object> claims = exchange("legacy", forApi(), "audience", OTHER, "scope", "read")
						.granted()
						.claims("access_token");
					assertThat(FourChecks.audience(claims)).containsExactly(OTHER);
				}),
				row("exchange by the API for the audience it may not ask for",
						() -> exchange("legacy", forApi(), "audience", Policies.API).refused("invalid_target")),
				row("a foreign token laundered through an exchange without audience", () -> {
					Answer plain = exchange("legacy", forApi()).granted();
					exchange("partner", plain, "audience", OTHER).refused("invalid_request");
				}), row("a token of others without audience for an own audience", () -> {
					Answer plain = flow().tokens("app", "read").granted();
					exchange("partner", plain, "audience", OTHER).refused("invalid_request");
				}), row("a token of others without audience, exchanged twice", () -> {
					Answer plain = exchange("partner", flow().tokens("app", "read").granted()).granted();
					exchange("partner", plain, "audience", OTHER).refused("invalid_request");
				}), row("three exchanges", () -> {
					Answer first = exchange("app", flow().tokens("app", "read").granted()).granted();
					Answer second = exchange("app", first).granted();
					exchange("app", second).refused("invalid_request");
				}),
				row("actor token of others",
						() -> exchange("partner", flow().tokens("partner", "read").granted(), "audience", OTHER,
								"actor_token", forApi().text("access_token"), "actor_token_type", ACCESS_TOKEN)
							.refused("invalid_request")),
				row("actor token of others for nothing",
						() -> exchange("partner", flow().tokens("partner", "read").granted(), "actor_token",
								forApi().text("access_token"), "actor_token_type", ACCESS_TOKEN)
							.refused("invalid_request")),
				row("unknown actor token",
						() -> exchange("app", forApi(), "actor_token", "x", "actor_token_type", ACCESS_TOKEN)
							.refused("invalid_grant")),
				row("actor token without type",
						() -> exchange("app", forApi(), "actor_token", "x").refused("invalid_request")),
				row("actor token twice",
						() -> exchange("app", forApi(), "actor_token", "x", "actor_token", "y", "actor_token_type",
								ACCESS_TOKEN)
							.refused("invalid_request")),
				row("subject token twice",
						() -> exchange("app", forApi(), "subject_token", "y").refused("invalid_request")),
				row("subject token with padding",
						() -> token("app", EXCHANGE, "subject_token", forApi().text("access_token") + " ",
								"subject_token_type", ACCESS_TOKEN)
							.refused("invalid_grant")),
				row("refresh token as subject token",
						() -> token("app", EXCHANGE, "subject_token", forApi().text("refresh_token"),
								"subject_token_type", ACCESS_TOKEN)
							.refused("invalid_grant")),
				row("ID token as subject token", () -> {
					Answer tokens = flow().tokens("app", "openid read").granted();
					token("app", EXCHANGE, "subject_token", tokens.text("id_token"), "subject_token_type", ACCESS_TOKEN)
						.refused("invalid_grant");
				}), row("revoked subject token", () -> {
					Answer tokens = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", tokens.text("access_token"));
					exchange("app", tokens).refused("invalid_grant");
				}), row("subject token of a revoked refresh token", () -> {
					Answer tokens = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", tokens.text("refresh_token"));
					exchange("app", tokens).refused("invalid_grant");
				}), row("refresh with a revoked refresh token", () -> {
					Answer tokens = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", tokens.text("refresh_token"));
					refresh("app", tokens).refused("invalid_grant");
				}), row("revoked actor token", () -> {
					Answer actor = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", actor.text("access_token"));
					exchange("app", forApi(), "actor_token", actor.text("access_token"), "actor_token_type",
							ACCESS_TOKEN)
						.refused("invalid_grant");
				}), row("rotated access token", () -> {
					Answer tokens = forApi();
					refresh("app", tokens).granted();
					exchange("app", tokens).refused("invalid_grant");
				}), row("exchange for more scopes of the same audience", () -> {
					Answer tokens = flow().tokens("app", "read", "audience", Policies.API).granted();
					exchange("app", tokens, "audience", Policies.API, "scope", "read openid").refused("invalid_scope");
				}),
				row("exchange for openid at another audience",
						() -> exchange("legacy", forApi(), "audience", OTHER, "scope", "read openid")
							.refused("invalid_scope")),
				row("exchange of client credentials",
						() -> assertThat(exchange("app", token("app", "client_credentials")).status()).isEqualTo(400)),
				row("exchange by a denied client",
						() -> exchange("barred", flow().tokens("legacy", "read").granted()).refused("access_denied")),
				row("exchange with audience and resource that differ",
						() -> exchange("app", forApi(), "audience", Policies.API, "resource", OTHER)
							.refused("invalid_target")),
				row("exchange for two audiences",
						() -> exchange("legacy", forApi(), "audience", OTHER, "audience", Policies.API)
							.refused("invalid_target")),
				row("exchange for an ID token",
						() -> exchange("app", forApi(), "requested_token_type",
								"urn:ietf:params:oauth:token-type:id_token")
							.refused("unsupported_token_type")),
				row("exchange lives no longer", () -> {
					Answer subject = forApi();
					Map<String, Object> claims = exchange("app", subject).granted().claims("access_token");
					assertThat((Long) claims.get("exp"))
						.isLessThanOrEqualTo((Long) subject.claims("access_token").get("exp"));
				}),
				row("exchanged token has no refresh token", () -> assertThat(exchange("app", forApi()).granted().json())
					.doesNotContainKey("refresh_token")),
				row("introspection by others", () -> {
					Answer answer = this.server.client()
						.post("/oauth2/introspect", "partner", "token", forApi().text("access_token"));
					assertThat(answer.json()).isEqualTo(Map.of("active", false));
				}), row("introspection of a refresh token by others", () -> {
					Answer answer = this.server.client()
						.post("/oauth2/introspect", "partner", "token", forApi().text("refresh_token"));
					assertThat(answer.json()).isEqualTo(Map.of("active", false));
				}), row("introspection by the API", () -> {
					Answer answer = this.server.client()
						.post("/oauth2/introspect", "legacy", "token", forApi().text("access_token"));
					assertThat(answer.json()).containsEntry("active", true);
				}));
	}

	@Test
	void refreshTokenUsedAtOnceThenTokensAreRight() throws Exception {
		Answer tokens = forApi();
		together(Collections.nCopies(16, Executors.callable(() -> safe(refresh("app", tokens)))));
	}

	private CodeFlow flow() {
		return CodeFlow.of(this.server);
	}

	private Answer forApi() {
		return flow().tokens("app", "read", "audience", Policies.API).granted();
	}

	private Answer token(String client, String grant, String... parameters) {
		return this.server.client().post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", grant));
	}

	private Answer refresh(String client, Answer tokens, String... parameters) {
		return token(client, "refresh_token",
				TwoChecks.with(parameters, "refresh_token", tokens.text("refresh_token")));
	}

	private Answer exchange(String client, Answer subject, String... parameters) {
		return token(client, EXCHANGE, TwoChecks.with(parameters, "subject_token", subject.text("access_token"),
				"subject_token_type", ACCESS_TOKEN));
	}

	private Answer push(String client, String... parameters) {
		return this.server.client()
			.post("/oauth2/par", client, TwoChecks.with(parameters, "response_type", "code", "client_id", client,
					"redirect_uri", Company.REDIRECT_URI, "scope", "read"));
	}

	private Answer approved(String client, String... parameters) {
		OAuthClient browser = this.server.client().login();
		Answer device = this.server.client().post("/oauth2/device_authorization", client, parameters).granted();
		String userCode = device.text("user_code");
		Answer page = browser.page("/oauth2/device_verification", "user_code", userCode);
		Answer approved = (page.status() == 302) ? page : browser.submit("/oauth2/device_verification", "client_id",
				client, "user_code", userCode, "state", page.field("state"), "scope", "read");
		assertThat(approved.location()).endsWith("?success");
		return device;
	}

}
