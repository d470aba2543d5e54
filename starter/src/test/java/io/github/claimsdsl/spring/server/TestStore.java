package io.github.claimsdsl.spring.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

import io.github.claimsdsl.spring.audience.TestAudiences;

/**
 * The kinds of stores for authorizations, and the clients of the tests: client {@code x}
 * has the secret {@code x-secret}.
 */
enum TestStore {

	MEMORY {

		@Override
		OAuth2AuthorizationService create() {
			return new InMemoryOAuth2AuthorizationService();
		}

	},

	H2 {

		@Override
		OAuth2AuthorizationService create() {
			return new JdbcOAuth2AuthorizationService(
					new JdbcTemplate(new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
						.setName(UUID.randomUUID().toString())
						.addScript(SCHEMA)
						.build()),
					clients());
		}

	},

	POSTGRESQL {

		@Override
		OAuth2AuthorizationService create() {
			JdbcTemplate jdbc = new JdbcTemplate(startPostgres());
			jdbc.execute(schema().replace("blob", "text").replace("timestamp", "timestamp with time zone"));
			return new JdbcOAuth2AuthorizationService(jdbc, clients());
		}

	};

	private static final String SCHEMA = "org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql";

	static final String REDIRECT_URI = "http://127.0.0.1:8099/callback";

	private static final RegisteredClientRepository CLIENTS = new InMemoryRegisteredClientRepository(
			client("app").authorizationGrantType(PasswordGrant.TYPE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
				.build(),
			client("defaulted").authorizationGrantType(PasswordGrant.TYPE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
				.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
				.redirectUri(REDIRECT_URI)
				.build(),
			client("tv").authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.build(),
			client("web").authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.redirectUri(REDIRECT_URI)
				.build(),
			client("consenting").authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri(REDIRECT_URI)
				.clientSettings(settings("consenting").requireProofKey(false).requireAuthorizationConsent(true).build())
				.build(),
			client("machine").authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS).build(),
			client("opaque").authorizationGrantType(PasswordGrant.TYPE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.tokenSettings(TokenSettings.builder().accessTokenFormat(OAuth2TokenFormat.REFERENCE).build())
				.build(),
			client("messages-api").authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
				.build(),
			client("short").authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
				.authorizationGrantType(PasswordGrant.TYPE)
				.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofMinutes(1)).build())
				.build(),
			client("registrar").authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.scope("client.create")
				.build(),
			client("stranger").authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build());

	static RegisteredClientRepository clients() {
		return CLIENTS;
	}

	abstract OAuth2AuthorizationService create();

	/** It ends with the JVM. */
	private static DataSource startPostgres() {
		try {
			HikariDataSource pool = new HikariDataSource();
			pool.setDataSource(EmbeddedPostgres.start().getPostgresDatabase());
			return pool;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String schema() {
		try {
			return new ClassPathResource(SCHEMA).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Those by which {@link TestAudiences#BY_SETTING} chooses clients. */
	private static ClientSettings.Builder settings(String id) {
		ClientSettings.Builder settings = ClientSettings.builder();
		Map.of("api", TestAudiences.API_AUDIENCE, "reports", TestAudiences.REPORTS_AUDIENCE, "standard",
				TestAudiences.DEFAULT_AUDIENCE)
			.forEach((setting, audience) -> settings.setting(setting, audience.clients().ids().contains(id)));
		return settings;
	}

	static RegisteredClient.Builder client(String id) {
		return RegisteredClient.withId("id-of-" + id)
			.clientId(id)
			.clientSecret("{noop}" + id + "-secret")
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.scopes((scopes) -> scopes
				.addAll(List.of("openid", "profile", "email", "read:messages", "write:messages", "read:reports")))
			.clientSettings(settings(id).requireProofKey(false).build())
			.tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build());
	}

}
