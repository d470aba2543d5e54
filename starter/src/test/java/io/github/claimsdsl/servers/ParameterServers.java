package io.github.claimsdsl.servers;

import java.util.List;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * The arrangements of {@link ParameterServer}.
 */
final class ParameterServers {

	private ParameterServers() {
	}

	/** Starts one without audiences in memory, and one with them on a database. */
	static List<Server> start() {
		return List.of(Server.start(ParameterServer.class, ParameterServer.properties()),
				Server.start(OnADatabase.class, ParameterServer.propertiesWithAudience()));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ParameterServer.class)
	static class OnADatabase {

		@Bean
		OAuth2AuthorizationService authorizations(RegisteredClientRepository clients) {
			return new JdbcOAuth2AuthorizationService(new JdbcTemplate(new EmbeddedDatabaseBuilder()
				.setType(EmbeddedDatabaseType.H2)
				.setName(UUID.randomUUID().toString())
				.addScript("org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql")
				.build()), clients);
		}

	}

}
