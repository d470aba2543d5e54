package io.github.claimsdsl.servers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrangements of users of docs/users.md: local ones, federated ones, and both, where
 * a federated login has the name of a local user.
 */
class UserTests {

	private static final String[] GOOGLE = { "email", "alice@gmail.example", "groups", "friends", "hd",
			"gmail.example" };

	private static Server start(Class<?> arrangement, String policies, String store, String... properties) {
		Map<String, String> all = new HashMap<>(
				Map.of("spring.config.import", "classpath:users/" + policies + ".yml", "test.store", store));
		for (int i = 0; i < properties.length; i += 2) {
			all.put(properties[i], properties[i + 1]);
		}
		return Server.start(arrangement, all);
	}

	private static Server employees(Class<?> arrangement, String policies, String store, String... properties) {
		Server server = start(arrangement, policies, store, properties);
		server.bean(EmployeeDirectory.class)
			.save(new Employee("alice", "alice@company.example", List.of("staff"), true));
		return server;
	}

	private static Answer exchange(Server server, Answer subject) {
		return server.client()
			.post("/oauth2/token", "partner", "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
					"subject_token", subject.text("access_token"), "subject_token_type",
					"urn:ietf:params:oauth:token-type:access_token", "scope", "read");
	}

	/** The tokens of one login: by code, refreshed twice, and exchanged. */
	private static List<Map<String, Object>> tokens(Server server, CodeFlow flow) {
		List<Map<String, Object>> claims = new ArrayList<>();
		Answer tokens = flow.tokens("app", "openid read").granted();
		claims.add(tokens.claims("access_token"));
		for (int i = 0; i < 2; i++) {
			tokens = flow.refresh("app", tokens).granted();
			claims.add(tokens.claims("access_token"));
		}
		claims.add(exchange(server, tokens).granted().claims("access_token"));
		return claims;
	}

	/** A login whose tokens are refused, each in one line of the log. */
	private static void assertRefused(CodeFlow flow, String error, String reason) {
		Answer authorized = flow.authorize("app", "openid read");
		List<String> lines = Logs.of(Level.WARN, () -> flow.exchange("app", authorized).refused(error));
		assertThat(lines).singleElement().asString().startsWith("Refused the access_token").contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void detailsServiceWhenFederatedLoginHasTheNameOfALocalUserThenNoneOfItsRoles(String store) {
		try (Server server = start(FederatedLogin.class, "details", store)) {
			assertThat(tokens(server, CodeFlow.of(server)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("roles", List.of("user")));
			assertRefused(FederatedLogin.login(server, "google", "alice", GOOGLE), "invalid_grant",
					"the login of provider 'google' is federated and the user source knows local users only: load the user in "
							+ "UserSource.loadUser(UserIdentity), or declare claims-dsl.user.attributes");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void detailsServiceWhenNoRuleReadsTheUserThenFederatedLoginIsRefusedAtRefreshAndExchange(String store) {
		try (Server server = start(FederatedLogin.class, "details", store, "claims-dsl.policies.roles.client",
				"barred")) {
			CodeFlow flow = FederatedLogin.login(server, "google", "alice", GOOGLE);
			Answer tokens = flow.tokens("app", "openid read").granted();
			assertThat(tokens.claims("access_token")).doesNotContainKey("roles");
			assertThat(Logs.of(Level.WARN, () -> {
				flow.refresh("app", tokens).refused("invalid_grant");
				exchange(server, tokens).refused("invalid_grant");
			})).hasSize(2)
				.allSatisfy((line) -> assertThat(line).startsWith("Refused the access_token of client '")
					.contains("with invalid_grant: the login of provider 'google' is federated"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void detailsServiceWhenAttributesAreDeclaredThenEachLoginHasItsOwn(String store) {
		try (Server server = start(FederatedLogin.class, "details", store, "claims-dsl.user.attributes.email", "text",
				"claims-dsl.user.attributes.roles", "texts", "claims-dsl.policies.roles.claims.email", "user.email")) {
			assertThat(tokens(server, CodeFlow.of(server))).allSatisfy(
					(claims) -> assertThat(claims).containsEntry("roles", List.of("user")).doesNotContainKey("email"));
			assertThat(tokens(server, FederatedLogin.login(server, "google", "alice", GOOGLE)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@gmail.example")
					.doesNotContainKey("roles"));
		}
	}

	@Test
	void detailsServiceWhenAttributesAreDeclaredAndLocalUserIsDisabledThenRefusedAtRefreshAndExchange() {
		try (Server server = start(FederatedLogin.class, "details", "memory", "claims-dsl.user.attributes.email",
				"text")) {
			CodeFlow local = CodeFlow.of(server);
			CodeFlow federated = FederatedLogin.login(server, "google", "alice", GOOGLE);
			Answer tokens = local.tokens("app", "openid read").granted();
			Answer others = federated.tokens("app", "openid read").granted();
			server.bean(InMemoryUserDetailsManager.class)
				.updateUser(User.withUsername("alice").password("{noop}wonderland").disabled(true).build());
			assertThat(Logs.of(Level.WARN, () -> local.refresh("app", tokens).refused("invalid_grant"))).singleElement()
				.asString()
				.contains("the user source threw org.springframework.security.authentication.DisabledException");
			exchange(server, tokens).refused("invalid_grant");
			federated.refresh("app", others).granted();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void ownSourceThenLocalUsersOnly(String store) {
		try (Server server = employees(Own.class, "source", store)) {
			assertThat(tokens(server, CodeFlow.of(server)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@company.example")
					.containsEntry("groups", List.of("staff")));
			assertRefused(FederatedLogin.login(server, "google", "alice", GOOGLE), "invalid_grant",
					"the user source knows local users only");
		}
	}

	@Test
	void lambdaSourceThenLocalUsersOnly() {
		try (Server server = start(Lambda.class, "source", "memory")) {
			assertThat(CodeFlow.of(server).tokens("app", "read").granted().claims("access_token"))
				.containsEntry("email", "alice@lambda.example");
			assertRefused(FederatedLogin.login(server, "google", "alice", GOOGLE), "invalid_grant",
					"the user source knows local users only");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void attributesWhenThereIsNoLocalUserThenAsOfLogin(String store) {
		try (Server server = start(FederatedLogin.class, "attributes", store, "test.local-users", "false")) {
			assertThat(tokens(server, FederatedLogin.login(server, "google", "alice", GOOGLE)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@gmail.example")
					.containsEntry("groups", List.of("friends")));
			assertThat(preview(server, "alice").reason())
				.isEqualTo("the attributes of federated users are known at their login only");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void ownSourceWhenAttributesAreDeclaredThenEachLoginHasItsOwn(String store) {
		try (Server server = employees(Own.class, "mixed", store)) {
			assertThat(tokens(server, CodeFlow.of(server)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@company.example")
					.containsEntry("groups", List.of("staff"))
					.doesNotContainKey("organization"));
			assertThat(tokens(server, FederatedLogin.login(server, "google", "alice", GOOGLE)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@gmail.example")
					.containsEntry("groups", List.of("friends"))
					.containsEntry("organization", "gmail.example"));
		}
	}

	@Test
	void ownSourceWhenAttributesAreDeclaredThenLocalUserWhoIsGoneIsRefused() {
		try (Server server = start(Own.class, "mixed", "memory")) {
			assertRefused(CodeFlow.of(server), "invalid_grant", "the user source knows no such user");
		}
	}

	@Test
	void ownSourceWhenAttributesAreDeclaredThenLocalUserIsPreviewed() {
		try (Server server = employees(Own.class, "mixed", "memory",
				"spring.security.oauth2.authorizationserver.issuer", "https://id.example.com")) {
			PreviewedToken preview = preview(server, "alice");
			assertThat(preview.claims()).as(preview.toString()).containsEntry("email", "alice@company.example");
		}
	}

	private static PreviewedToken preview(Server server, String user) {
		return server.bean(TokenPreview.class)
			.preview(new PreviewRequest("app", "authorization_code", Issuance.INITIAL, user, null, Set.of("read"),
					TokenType.ACCESS_TOKEN));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2" })
	void linkedSourceThenFederatedLoginIsTheLinkedUser(String store) {
		try (Server server = employees(Linked.class, "source", store)) {
			EmployeeDirectory directory = server.bean(EmployeeDirectory.class);
			directory.link("google", "subject-of-bob", "alice");
			assertThat(tokens(server, FederatedLogin.login(server, "google", "bob", GOOGLE)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@company.example"));
			assertRefused(FederatedLogin.login(server, "other", "bob", GOOGLE), "invalid_grant",
					"the login of provider 'other' is federated and the user source knows no such user");
			assertRefused(FederatedLogin.login(server, "google", "alice", GOOGLE), "invalid_grant",
					"the login of provider 'google' is federated and the user source knows no such user");
		}
	}

	@Test
	void linkedSourceWhenAttributesAreDeclaredThenRefusedUserDoesNotFallBack() {
		try (Server server = employees(Linked.class, "mixed", "memory")) {
			EmployeeDirectory directory = server.bean(EmployeeDirectory.class);
			directory.link("google", "subject-of-bob", "alice");
			CodeFlow flow = FederatedLogin.login(server, "google", "bob", GOOGLE);
			Answer tokens = flow.tokens("app", "openid read").granted();
			assertThat(tokens.claims("access_token")).containsEntry("email", "alice@company.example");
			directory.save(new Employee("alice", "alice@company.example", List.of(), false));
			flow.refresh("app", tokens).refused("invalid_grant");
			assertThat(tokens(server, FederatedLogin.login(server, "google", "eve", GOOGLE)))
				.allSatisfy((claims) -> assertThat(claims).containsEntry("email", "alice@gmail.example"));
		}
	}

	@Test
	void testerWhenAttributesAreDeclaredThenTakesUsersOfBothKinds() {
		ClaimPolicyTester policies = ClaimPolicyTester.forUser(Employee.class)
			.yaml(new ClassPathResource("users/mixed.yml"))
			.build();
		TokenRequest.Builder request = TokenRequest.of(Client.of("app"), "authorization_code");
		assertThat(policies.evaluate(request.user(new Employee("a", "a@b.example", List.of(), true)).build()).claims())
			.containsEntry("email", "a@b.example")
			.doesNotContainKey("organization");
		assertThat(policies.evaluate(request.user(UserAttributes.of(Map.of("hd", "b.example"))).build()).claims())
			.isEqualTo(Map.of("organization", "b.example"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FederatedLogin.class, EmployeeDirectory.class, LocalEmployees.class })
	static class Own {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FederatedLogin.class, EmployeeDirectory.class, LinkedEmployees.class })
	static class Linked {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FederatedLogin.class)
	static class Lambda {

		@Bean
		UserSource<Employee> employees() {
			return (name) -> new Employee(name, name + "@lambda.example", List.of(), true);
		}

	}

}
