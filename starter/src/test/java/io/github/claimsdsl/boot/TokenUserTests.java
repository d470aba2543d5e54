package io.github.claimsdsl.boot;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.spring.UserSource;

/**
 * When the token endpoint loads a user, and what follows if that fails.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenUserTests {

	private static final AtomicInteger LOADS = new AtomicInteger();

	private static volatile @Nullable RuntimeException failure;

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.always='yes'");

	private final WebApplicationContextRunner users = this.runner.withUserConfiguration(Users.class)
		.withPropertyValues("claims-dsl.policies.p.token-type=access_token,id_token",
				"claims-dsl.policies.p.claims.email=user.email");

	@BeforeEach
	void reset() {
		LOADS.set(0);
		failure = null;
	}

	@Test
	void userIsLoadedOncePerTokenRequestAndAgainAtRefresh() {
		this.users.run((context) -> {
			TestServer server = TestServer.of(context);
			Answer tokens = server.authorizationCode(TestServer.CLIENT, "openid read");
			assertThat(tokens.accessToken()).contains(entry("email", "alice@1"));
			assertThat(tokens.idToken()).contains(entry("email", "alice@1"));
			assertThat(LOADS).hasValue(1);
			Answer refreshed = server.refresh(TestServer.CLIENT, tokens);
			assertThat(refreshed.accessToken()).contains(entry("email", "alice@2"));
			assertThat(refreshed.idToken()).contains(entry("email", "alice@2"));
			assertThat(LOADS).hasValue(2);
		});
	}

	@Test
	void userIsNotLoadedWhenNoSelectedRuleReadsItButAlwaysAtRefresh() {
		this.runner.withUserConfiguration(Users.class)
			.withPropertyValues("claims-dsl.policies.p.client=other", "claims-dsl.policies.p.claims.email=user.email",
					"claims-dsl.policies.q.audience=any", "claims-dsl.policies.q.claims.fixed='x'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				Answer tokens = server.authorizationCode(TestServer.CLIENT, "openid read");
				assertThat(tokens.accessToken()).contains(entry("fixed", "x"));
				assertThat(LOADS).hasValue(0);
				server.refresh(TestServer.CLIENT, tokens);
				assertThat(LOADS).hasValue(1);
			});
	}

	@Test
	void userWhoIsLockedOrGoneIsRefusedAtOnceAndAtRefresh() {
		this.users.run((context) -> {
			TestServer server = TestServer.of(context);
			Answer tokens = server.authorizationCode(TestServer.CLIENT, "read");
			failure = new LockedException("alice is locked");
			assertThat(server.authorizationCode(TestServer.CLIENT, "read").error()).isEqualTo("400 invalid_grant");
			assertThat(server.refresh(TestServer.CLIENT, tokens).error()).isEqualTo("400 invalid_grant");
		});
	}

	@Test
	void userStoreThatFailsIsNoInvalidGrant() {
		this.users.run((context) -> {
			TestServer server = TestServer.of(context);
			failure = new InternalAuthenticationServiceException("store down");
			Answer answer = server.authorizationCode(TestServer.CLIENT, "read");
			assertThat(answer.error()).isEqualTo("400 server_error");
			assertThat(answer.body()).doesNotContainKey("access_token");
		});
	}

	@Test
	void clientWithoutUserSkipsRulesThatNeedOne() {
		this.users.run((context) -> {
			Answer answer = TestServer.of(context).clientCredentials(TestServer.CLIENT);
			assertThat(answer.accessToken()).doesNotContainKey("email");
			assertThat(LOADS).hasValue(0);
		});
	}

	@Test
	void userOfUserDetailsServiceIsReloadedAndCheckedByDefault() {
		this.runner.withPropertyValues("claims-dsl.policies.p.claims.roles=user.roles").run((context) -> {
			TestServer server = TestServer.of(context);
			Answer tokens = server.authorizationCode(TestServer.CLIENT, "read");
			assertThat(tokens.accessToken()).contains(entry("roles", List.of("ADMIN")));
			InMemoryUserDetailsManager store = (InMemoryUserDetailsManager) context.getBean(UserDetailsService.class);
			store.updateUser(User.withUsername("alice").password("{noop}x").roles("USER").build());
			Answer refreshed = server.refresh(TestServer.CLIENT, tokens);
			assertThat(refreshed.accessToken()).contains(entry("roles", List.of("USER")));
			store.updateUser(User.withUsername("alice").password("{noop}x").roles("USER").disabled(true).build());
			assertThat(server.refresh(TestServer.CLIENT, refreshed).error()).isEqualTo("400 invalid_grant");
			store.deleteUser("alice");
			assertThat(server.refresh(TestServer.CLIENT, refreshed).error()).isEqualTo("400 invalid_grant");
		});
	}

	@Test
	void reportModeWritesAndRefusesNothingButLogs(CapturedOutput output) {
		this.users
			.withPropertyValues("claims-dsl.mode=report", "claims-dsl.policies.p.deny[0].when=client.id == 'app'",
					"claims-dsl.policies.p.deny[0].error=access_denied")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				Answer tokens = server.authorizationCode(TestServer.CLIENT, "read");
				assertThat(tokens.accessToken()).doesNotContainKey("email");
				assertThat(output).contains("Would refuse the access_token of client 'app'").contains("access_denied");
				failure = new LockedException("alice is locked");
				assertThat(server.refresh(TestServer.CLIENT, tokens).status()).isEqualTo(200);
				assertThat(output).contains("with invalid_grant: the user source threw").doesNotContain("alice@");
			});
	}

	record AppUser(String name, String email) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		UserSource<AppUser> users() {
			return (name) -> {
				RuntimeException ex = failure;
				if (ex != null) {
					throw ex;
				}
				return new AppUser(name, name + "@" + LOADS.incrementAndGet());
			};
		}

	}

}
