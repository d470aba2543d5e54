package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * A server with two APIs whose tokens are exchanged: by any of its clients for
 * {@code FREE}, and on behalf of {@code partner} alone for {@code Policies.API}.
 *
 * @param server the server
 * @param flow alice's browser, and the clients
 */
record ExchangeServer(Server server, CodeFlow flow) implements AutoCloseable {

	static final String FREE = "https://free.example.com";

	static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

	static final String MAY_ACT = "claims-dsl.policies.delegation.claims.may_act";

	/** Starts the server with more or other properties. */
	static ExchangeServer start(Class<?> arrangement, String... properties) {
		Map<String, String> all = properties();
		for (int i = 0; i < properties.length; i += 2) {
			all.put(properties[i], properties[i + 1]);
		}
		Server server = Server.start(arrangement, all);
		return new ExchangeServer(server, CodeFlow.of(server));
	}

	static Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("claims-dsl.owned-claims", "may_act");
		audience(properties, 0, Policies.API);
		audience(properties, 1, FREE);
		properties.put("claims-dsl.policies.delegation.audience", Policies.API);
		properties.put(MAY_ACT, "['sub': 'partner']");
		properties.put("claims-dsl.policies.acting.audience", "any");
		properties.put("claims-dsl.policies.acting.token-type", "access_token,introspection,userinfo");
		properties.put("claims-dsl.policies.acting.when", "actor != null");
		properties.put("claims-dsl.policies.acting.claims.by", "actor.subject");
		properties.put("claims-dsl.policies.acting.claims.before", "(subject in actor.previous)");
		return properties;
	}

	private static void audience(Map<String, String> properties, int index, String id) {
		String audience = "claims-dsl.audiences[" + index + "].";
		properties.put(audience + "id", id);
		properties.put(audience + "clients", "app,partner,legacy," + TokenCase.OPAQUE);
		properties.put(audience + "scopes", "read");
		properties.put(audience + "api-clients", "partner,legacy");
	}

	/** Asks for a token of alice. */
	String user(String client, String... parameters) {
		return this.flow.tokens(client, "openid read", parameters).granted().text("access_token");
	}

	/** Asks for a token of the client itself. */
	String machine(String client, String... parameters) {
		return post(client, TwoChecks.with(parameters, "grant_type", "client_credentials", "scope", "read")).granted()
			.text("access_token");
	}

	/** Exchanges a token, on behalf of the party of an actor token if there is one. */
	Answer exchange(String client, String subject, @Nullable String actor, String... parameters) {
		String[] all = TwoChecks.with(parameters, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
				"subject_token", subject, "subject_token_type", ACCESS_TOKEN);
		return post(client,
				(actor == null) ? all : TwoChecks.with(all, "actor_token", actor, "actor_token_type", ACCESS_TOKEN));
	}

	/** Exchanges a token by a client that acts itself. */
	String acting(String client, String subject, String... parameters) {
		return exchange(client, subject, machine(client), parameters).granted().text("access_token");
	}

	Answer post(String client, String... parameters) {
		return this.server.client().post("/oauth2/token", client, parameters);
	}

	Map<String, Object> introspect(String client, String token) {
		return this.server.client().post("/oauth2/introspect", client, "token", token).granted().json();
	}

	/** What is saved of a token. */
	OAuth2Authorization saved(String token) {
		OAuth2Authorization saved = this.server.bean(OAuth2AuthorizationService.class)
			.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
		if (saved == null) {
			throw new AssertionError("not saved");
		}
		return saved;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
