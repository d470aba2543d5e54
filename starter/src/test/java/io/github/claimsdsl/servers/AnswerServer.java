package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * A server whose rules write to userinfo and introspection, with its user and clients.
 *
 * @param server the server
 * @param flow the user's browser, and the clients
 */
record AnswerServer(Server server, CodeFlow flow) implements AutoCloseable {

	static final String TIER = "claims-dsl.policies.tier.";

	/** Starts the server with more or other properties. */
	static AnswerServer start(Class<?> arrangement, String... properties) {
		Map<String, String> all = properties();
		for (int i = 0; i < properties.length; i += 2) {
			all.put(properties[i], properties[i + 1]);
		}
		return start(arrangement, all);
	}

	/** Starts the server with these properties alone. */
	static AnswerServer start(Class<?> arrangement, Map<String, String> properties) {
		Server server = Server.start(arrangement, properties);
		AnswerServer answers = new AnswerServer(server, CodeFlow.of(server));
		answers.save("alice@company.example", true, "staff");
		return answers;
	}

	/**
	 * An e-mail address in the ID token and userinfo, groups in userinfo, and a tier at
	 * the introspection of an API's tokens.
	 */
	static Map<String, String> properties() {
		return new LinkedHashMap<>(Map.ofEntries(Map.entry("claims-dsl.audiences[0].id", Policies.API),
				Map.entry("claims-dsl.audiences[0].clients", "app,opaque"),
				Map.entry("claims-dsl.audiences[0].scopes", "read"),
				Map.entry("claims-dsl.audiences[0].api-clients", "messages-api"),
				Map.entry("claims-dsl.policies.mail.token-type", "id_token,userinfo"),
				Map.entry("claims-dsl.policies.mail.scope", "email"),
				Map.entry("claims-dsl.policies.mail.claims.email", "user.email"),
				Map.entry("claims-dsl.policies.groups.token-type", "userinfo"),
				Map.entry("claims-dsl.policies.groups.claims.groups", "user.groups"),
				Map.entry(TIER + "token-type", "introspection"), Map.entry(TIER + "audience", Policies.API),
				Map.entry(TIER + "claims.tier", "size(user.groups) > 0 ? user.groups[0] : null")));
	}

	void save(String email, boolean active, String... groups) {
		this.server.bean(EmployeeDirectory.class).save(new Employee("alice", email, List.of(groups), active));
	}

	Answer userInfo(Answer tokens) {
		return this.flow.client().json("/userinfo", tokens.text("access_token"), "");
	}

	Answer introspect(String client, String token) {
		return this.flow.client().post("/oauth2/introspect", client, "token", token);
	}

	Map<String, Object> introspected(String client, Answer tokens) {
		return introspect(client, tokens.text("access_token")).granted().json();
	}

	/** Exchanges a token for one of the client that asks. */
	Answer exchange(String client, Answer tokens, String... parameters) {
		return this.flow.client()
			.post("/oauth2/token", client,
					TwoChecks.with(parameters, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
							"subject_token", tokens.text("access_token"), "subject_token_type",
							"urn:ietf:params:oauth:token-type:access_token"));
	}

	@Override
	public void close() {
		this.server.close();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ EmployeeDirectory.class, LocalEmployees.class })
	static class Team {

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(client("app", OAuth2TokenFormat.SELF_CONTAINED),
					client("opaque", OAuth2TokenFormat.REFERENCE),
					client("messages-api", OAuth2TokenFormat.SELF_CONTAINED),
					client("stranger", OAuth2TokenFormat.SELF_CONTAINED));
		}

		private static RegisteredClient client(String id, OAuth2TokenFormat format) {
			return RegisteredClient.from(Company.client(id, format)).scope("email").scope("profile").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Team.class })
	static class InMemory {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StoreTests.DatabaseStore.class, Team.class })
	static class OnADatabase {

	}

}
