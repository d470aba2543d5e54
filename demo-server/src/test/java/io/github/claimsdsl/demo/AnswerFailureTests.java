package io.github.claimsdsl.demo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.TestPropertySource;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What userinfo and introspection answer where the user cannot be loaded: an error that
 * says so, and never that the token is not valid.
 */
@DemoServerTest
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:failures;DB_CLOSE_DELAY=-1")
class AnswerFailureTests {

	private static volatile @Nullable RuntimeException failure;

	@LocalServerPort
	private int port;

	private Answer tokens;

	@BeforeEach
	void issue() {
		this.tokens = new Http(this.port).token("trusted-app", "grant_type", "password", "username", "alice",
				"password", "wonderland", "scope", "openid", "audience", "https://reports.example.com");
	}

	@AfterEach
	void recover() {
		failure = null;
	}

	@ParameterizedTest
	@CsvSource({ "true, 503, temporarily_unavailable", "false, 400, server_error" })
	void answersWhenTheUserCannotBeLoadedThenSaySo(boolean outage, int status, String error) {
		failure = outage ? new DataAccessResourceFailureException("no connection")
				: new IllegalStateException("no such column");
		assertRefused(
				new Http(this.port).get("/userinfo", "Authorization", "Bearer " + this.tokens.string("access_token")),
				status, error);
		assertRefused(
				new Http(this.port).post("/oauth2/introspect", Http.form("token", this.tokens.string("access_token")),
						"Authorization", Http.basic("messages-api", "messages-secret")),
				status, error);
	}

	private static void assertRefused(Answer answer, int status, String error) {
		assertThat(answer.error()).isEqualTo(error);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("WWW-Authenticate")).isEmpty();
		assertThat(answer.header("Retry-After").isEmpty()).isEqualTo(status != 503);
		assertThat(answer.body()).doesNotContain("connection", "column");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		static BeanPostProcessor failingUserSource() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof UserSource<?> source) ? failing(source) : bean;
				}

			};
		}

		private static UserSource<AppUser> failing(UserSource<?> source) {
			return new UserSource<>() {

				@Override
				public @Nullable AppUser loadUser(String name) {
					RuntimeException thrown = failure;
					if (thrown != null) {
						throw thrown;
					}
					return (AppUser) source.loadUser(name);
				}

			};
		}

	}

}
