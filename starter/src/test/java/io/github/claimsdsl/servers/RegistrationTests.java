package io.github.claimsdsl.servers;

import java.util.Map;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.claimsdsl.servers.Refusals.assertUndecided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * Clients that register themselves (OpenID Connect Dynamic Client Registration 1.0), as
 * open banking has them.
 */
class RegistrationTests {

	/** Registers a client with a token of the registrar. */
	private static Answer register(Server server, String name) {
		Answer initial = server.client()
			.post("/oauth2/token", "registrar", "grant_type", "client_credentials", "scope", "client.create")
			.granted();
		return server.client()
			.json("/connect/register", initial.text("access_token"), """
					{"client_name": "%s", "redirect_uris": ["https://new.example.com/callback"],
					 "grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_basic"}"""
				.formatted(name));
	}

	private static Answer registered(Server server, String name) {
		Answer answer = register(server, name);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer;
	}

	/** Ids are unknown before: the denials go by name. */
	private static Map<String, String> byName() {
		Map<String, String> properties = Policies.withAudience();
		properties.put("claims-dsl.policies.every.deny[0].when",
				"client.name == 'barred' && !(request.scopes contains 'client.read')");
		properties.put("claims-dsl.policies.every.deny[1].when", "client.name == 'unwanted'");
		properties.put("claims-dsl.policies.every.deny[1].error", "access_denied");
		return properties;
	}

	@Nested
	class OfTheServersOwn extends TwoChecks {

		OfTheServersOwn() {
			super(RegistrationServer.class, byName());
		}

		@Override
		Answer ask(String client, String... parameters) {
			return this.server.client()
				.post("/oauth2/token", registered(this.server, client), "grant_type", "client_credentials");
		}

		@Test
		void registrationAccessTokenThenHasTheClaimOfThePolicy() {
			assertThat(registered(this.server, "app").claims("registration_access_token")).containsEntry("decided",
					"yes");
		}

		@Test
		void registrationWhenDeniedThenRefused() {
			register(this.server, "unwanted").refused("access_denied");
		}

		@Test
		void tokenOfARegisteredClientWhenAudienceIsNotForItThenRefused() {
			this.server.client()
				.post("/oauth2/token", registered(this.server, "app"), "grant_type", "client_credentials", "audience",
						Policies.API)
				.refused("invalid_target");
		}

	}

	/** OpenID Connect Dynamic Client Registration 1.0 section 2: other metadata. */
	@Nested
	class ThatSaySomethingOfThemselves {

		@Test
		void metadataThenIsReadByRulesAndItsTypeIsChecked() {
			Map<String, String> properties = Policies.withAudience();
			properties.put("claims-dsl.client.self-asserted.software_id", "text");
			properties.put("claims-dsl.policies.every.claims.software", "client.selfAsserted.software_id");
			try (Server server = Server.start(RegistrationServer.class, properties)) {
				Answer client = registered(server, "app\", \"software_id\": \"agent");
				assertThat(server.client()
					.post("/oauth2/token", client, "grant_type", "client_credentials")
					.granted()
					.claims("access_token")).containsEntry("software", "agent");
				register(server, "app\", \"software_id\": [\"agent\"], \"a\": \"b").refused("invalid_client_metadata");
			}
		}

	}

	/** A client that comes after the start, and that the audience names. */
	@Nested
	class SavedLater extends FourChecks {

		SavedLater() {
			super(RegistrationServer.class);
		}

		@BeforeAll
		void save() {
			this.server.bean(RegisteredClientRepository.class)
				.save(Company.client("registered", OAuth2TokenFormat.SELF_CONTAINED));
		}

		@Override
		Answer ask(String client, String... parameters) {
			return super.ask(client.equals("app") ? "registered" : client, parameters);
		}

	}

	@Nested
	class WithAnUndecidedRegistrationToken {

		@Test
		void registrationThenRefused() {
			try (Server server = Server.start(UndecidedRegistration.class, Policies.wired(Policies.withAudience()))) {
				assertUndecided(() -> register(server, "app"));
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegistrationServer {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return StockServer.chain(http,
					(server) -> server.oidc((oidc) -> oidc.clientRegistrationEndpoint(withDefaults())));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RegistrationServer.class)
	static class UndecidedRegistration {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			Generators generators = new Generators(keys, jwt, opaque);
			OAuth2TokenGenerator<? extends OAuth2Token> wired = generators.wired();
			OAuth2TokenGenerator<? extends OAuth2Token> unwired = generators.unwired();
			return (context) -> context.getAuthorizedScopes().contains("client.read") ? unwired.generate(context)
					: wired.generate(context);
		}

	}

}
