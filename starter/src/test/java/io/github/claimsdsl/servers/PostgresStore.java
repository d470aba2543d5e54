package io.github.claimsdsl.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Spring's store of authorizations on a PostgreSQL of its own.
 */
@Configuration(proxyBeanMethods = false)
class PostgresStore {

	private static final String SCHEMA = "org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql";

	@Bean(destroyMethod = "close")
	EmbeddedPostgres postgres() throws IOException {
		return EmbeddedPostgres.start();
	}

	/** The columns are of the types that PostgreSQL has. */
	@Bean
	OAuth2AuthorizationService authorizations(EmbeddedPostgres postgres, RegisteredClientRepository clients)
			throws IOException {
		JdbcTemplate jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
		jdbc.execute(new ClassPathResource(SCHEMA).getContentAsString(StandardCharsets.UTF_8)
			.replace("blob", "text")
			.replace("timestamp", "timestamp with time zone"));
		return new JdbcOAuth2AuthorizationService(jdbc, clients);
	}

}
