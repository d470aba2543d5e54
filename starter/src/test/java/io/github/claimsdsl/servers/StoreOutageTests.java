package io.github.claimsdsl.servers;

import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store of authorizations that cannot be reached.
 */
class StoreOutageTests {

	@Test
	void tokenWhenItCannotBeSavedThenTemporarilyUnavailableInOneLine() {
		try (Server server = Server.start(Unreachable.class, Policies.withoutAudiences())) {
			List<String> lines = Logs.of(Level.WARN, () -> {
				Answer answer = server.client().post("/oauth2/token", "app", "grant_type", "client_credentials");
				assertThat(answer.status()).as(answer.body()).isEqualTo(503);
				assertThat(answer.json()).containsEntry("error", "temporarily_unavailable");
				assertThat(answer.body()).doesNotContain("eyJ");
			});
			assertThat(lines).singleElement()
				.asString()
				.contains("Refused the request, grant type 'client_credentials', with temporarily_unavailable: a store "
						+ "threw " + CannotGetJdbcConnectionException.class.getName())
				.doesNotContain("db.internal");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Unreachable {

		@Bean
		OAuth2AuthorizationService authorizations() {
			return new UnreachableStore();
		}

	}

	static final class UnreachableStore implements OAuth2AuthorizationService {

		@Override
		public void save(OAuth2Authorization authorization) {
			throw new CannotGetJdbcConnectionException("cannot connect to db.internal");
		}

		@Override
		public void remove(OAuth2Authorization authorization) {
			save(authorization);
		}

		@Override
		public OAuth2Authorization findById(String id) {
			throw new CannotGetJdbcConnectionException("cannot connect to db.internal");
		}

		@Override
		public OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
			throw new CannotGetJdbcConnectionException("cannot connect to db.internal");
		}

	}

}
