package io.github.claimsdsl.demo;

import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.password.PasswordEncoder;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.AppUserRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The budget of failed logins and client authentications, over HTTP. Each test has names
 * of its own: the budget outlives it.
 */
@DemoServerTest
class FailureBudgetTests {

	private static final int BUDGET = 20;

	@LocalServerPort
	private int port;

	@Autowired
	private AppUserRepository users;

	@Autowired
	private PasswordEncoder passwordEncoder;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@Test
	void stopsCheckingThePasswordOfAUser() {
		insert("dora");
		for (int i = 0; i < BUDGET; i++) {
			assertThat(password("dora", "wrong").error()).isEqualTo("invalid_grant");
			assertThat(i % 5 != 0 || password("dora", "right").status() == 200).isTrue();
		}
		assertOverBudget(password("dora", "right"));
		assertThat(password("alice", "wonderland").status()).isEqualTo(200);
	}

	@Test
	void countsUnknownUsersAlike() {
		for (int i = 0; i < BUDGET; i++) {
			assertThat(password("no-such-user", "wrong").error()).isEqualTo("invalid_grant");
		}
		assertOverBudget(password("no-such-user", "wrong"));
	}

	@Test
	void sharesTheBudgetWithTheLoginPageAndTheActuator() {
		insert("erik");
		for (int i = 0; i < BUDGET; i++) {
			password("erik", "wrong");
		}
		Answer page = new Browser(this.port).signIn("erik", "right");
		assertThat(page.status()).isEqualTo(429);
		assertThat(page.header("Retry-After")).isNotEmpty();
		assertThat(page.body()).contains("too many failed attempts");
		assertOverBudget(this.http.get("/actuator/metrics", "Authorization", Http.basic("erik", "right")));
	}

	@Test
	void stopsCheckingTheSecretOfAClient() {
		for (int i = 0; i < BUDGET; i++) {
			assertThat(client("no-such-client").status()).as("attempt %s", i).isEqualTo(401);
		}
		assertOverBudget(client("no-such-client"));
		assertThat(client("machine").status()).isEqualTo(200);
	}

	private void insert(String username) {
		this.users.insert(new AppUser(username, username + "@mydomain.com", true, Set.of("user"), null, null, false),
				this.passwordEncoder.encode("right"));
	}

	private Answer password(String username, String password) {
		return this.http.token("trusted-app", "grant_type", "password", "username", username, "password", password);
	}

	private Answer client(String client) {
		return this.http.token(client, "grant_type", "client_credentials");
	}

	private static void assertOverBudget(Answer answer) {
		assertThat(answer.status()).isEqualTo(429);
		assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
		assertThat(answer.error()).isEqualTo("temporarily_unavailable");
	}

}
