package io.github.claimsdsl.servers;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stores of authorizations: Spring's on a database, and one that a team wraps to count or
 * to notify.
 */
class StoreTests {

	@Nested
	class OnADatabase extends FourChecks {

		OnADatabase() {
			super(DatabaseStore.class);
		}

		@Test
		void tokensOfAUserThenKeepTheirClaimsAtEveryRefresh() {
			CodeFlow flow = CodeFlow.of(this.server);
			Answer tokens = flow.tokens("app", "openid read", "audience", Policies.API).granted();
			for (int i = 0; i < 2; i++) {
				assertThat(tokens.claims("access_token")).containsEntry("decided", "yes").containsEntry("api", "yes");
				assertThat(FourChecks.audience(tokens.claims("access_token"))).contains(Policies.API);
				tokens = flow.refresh("app", tokens).granted();
			}
		}

	}

	@Nested
	class ThatIsDecorated extends FourChecks {

		ThatIsDecorated() {
			super(DecoratedStore.class);
		}

		@Test
		void tokenWhenIssuedThenIsSavedByTheDecorator() {
			AtomicInteger saved = this.server.bean(CountingStore.class).saved;
			int before = saved.get();
			ask("app", "scope", "read").granted();
			assertThat(saved.get()).isEqualTo(before + 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class DatabaseStore {

		@Bean
		OAuth2AuthorizationService authorizations(RegisteredClientRepository clients) {
			return new JdbcOAuth2AuthorizationService(new JdbcTemplate(new EmbeddedDatabaseBuilder()
				.setType(EmbeddedDatabaseType.H2)
				.setName(UUID.randomUUID().toString())
				.addScript("org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql")
				.build()), clients);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class DecoratedStore {

		@Bean
		CountingStore authorizations(SavedTokens saved) {
			return new CountingStore(saved.watch(new InMemoryOAuth2AuthorizationService()));
		}

	}

	static final class CountingStore implements OAuth2AuthorizationService {

		private final OAuth2AuthorizationService store;

		private final AtomicInteger saved = new AtomicInteger();

		CountingStore(OAuth2AuthorizationService store) {
			this.store = store;
		}

		@Override
		public void save(OAuth2Authorization authorization) {
			this.saved.incrementAndGet();
			this.store.save(authorization);
		}

		@Override
		public void remove(OAuth2Authorization authorization) {
			this.store.remove(authorization);
		}

		@Override
		public OAuth2Authorization findById(String id) {
			return this.store.findById(id);
		}

		@Override
		public OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
			return this.store.findByToken(token, tokenType);
		}

	}

}
