package io.github.claimsdsl.servers;

import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * What whole arrangements do to tokens: several issuers, opaque tokens, a required
 * audience, users that cannot be read. Each row is one attempt.
 */
class AttackArrangementTests {

	@Nested
	class SeveralIssuers extends Attacks {

		SeveralIssuers() {
			super(ManyIssuers.class, Map.of());
		}

		@ParameterizedTest
		@ValueSource(strings = { "/acme/oauth2/token", "/a/b/c/oauth2/token", "/oauth2/token",
				"/oauth2/token/oauth2/token", "/connect/register/oauth2/token", "/ACME/oauth2/token",
				"/%61cme/oauth2/token", "/acme%20x/oauth2/token" })
		void issuerByPathThenTokenIsDecided(String path) {
			Answer answer = credentials(this.server, path, "app", "audience", Policies.API);
			assertThat(answer.status()).as(answer.body()).isLessThan(500);
			if (answer.status() == 200) {
				assertThat(answer.claims("access_token")).containsEntry("decided", "yes").containsEntry("api", "yes");
			}
			assertThat(credentials(this.server, path, "barred").body()).doesNotContain("eyJ");
			assertThat(credentials(this.server, path, "partner", "audience", Policies.API).body())
				.doesNotContain("eyJ");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/acme/oauth2/token/connect/register", "/acme/oauth2/token/", "/acme/oauth2/token;x=1",
				"/acme//oauth2/token", "/acme/..%2foauth2/token" })
		void otherPathThenNoToken(String path) {
			assertThat(credentials(this.server, path, "app").body()).doesNotContain("eyJ");
		}

		@Test
		void refreshAtAnotherIssuerThenRefused() {
			OAuthClient browser = this.server.client().login();
			Answer authorized = browser.page("/acme/oauth2/authorize", "response_type", "code", "client_id", "app",
					"redirect_uri", Company.REDIRECT_URI, "scope", "openid read", "audience", Policies.API);
			Answer tokens = browser
				.post("/acme/oauth2/token", "app", "grant_type", "authorization_code", "code",
						authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI)
				.granted();
			Answer refreshed = browser.post("/globex/oauth2/token", "app", "grant_type", "refresh_token",
					"refresh_token", tokens.text("refresh_token"));
			refreshed.refused("invalid_grant");
		}

		@Test
		void refreshAtAnotherIssuerForAnAudienceThenRefused() {
			OAuthClient browser = this.server.client().login();
			Answer authorized = browser.page("/acme/oauth2/authorize", "response_type", "code", "client_id", "app",
					"redirect_uri", Company.REDIRECT_URI, "scope", "openid read");
			Answer tokens = browser
				.post("/acme/oauth2/token", "app", "grant_type", "authorization_code", "code",
						authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI)
				.granted();
			Answer refreshed = browser.post("/globex/oauth2/token", "app", "grant_type", "refresh_token",
					"refresh_token", tokens.text("refresh_token"), "audience", Policies.API);
			refreshed.refused("invalid_grant");
		}

	}

	@Nested
	class OpaqueTokens extends Attacks {

		OpaqueTokens() {
			super(Opaque.class, Map.of("claims-dsl.audiences[0].api-clients", "legacy"));
		}

		@Test
		void deniedClientThenRefused() {
			credentials(this.server, "/oauth2/token", "barred").refused("access_denied");
		}

		@Test
		void exchangeByOthersThenRefused() {
			Answer subject = CodeFlow.of(this.server).tokens("app", "read", "audience", Policies.API).granted();
			exchange("partner", subject).refused("invalid_request");
		}

		@Test
		void exchangeByTheApiThenLaunderingIsRefused() {
			Answer subject = CodeFlow.of(this.server).tokens("app", "read", "audience", Policies.API).granted();
			Answer exchanged = exchange("legacy", subject).granted();
			assertThat(exchange("partner", exchanged, "audience", Policies.API).status()).isEqualTo(400);
		}

		@Test
		void scopeByAnotherNameWhenACustomizerWritesItThenRefused() {
			credentials(this.server, "/oauth2/token", "app", "audience", Policies.API, "scp", "x")
				.refused("server_error");
		}

		@Test
		void claimWhenACustomizerWritesATimeBefore1970ThenGranted() {
			credentials(this.server, "/oauth2/token", "app", "born", "x").granted();
		}

		@Test
		void jwtAskedForInAnExchangeThenRefused() {
			Answer subject = CodeFlow.of(this.server).tokens("app", "read").granted();
			exchange("app", subject, "requested_token_type", "urn:ietf:params:oauth:token-type:jwt")
				.refused("invalid_request");
		}

		private Answer exchange(String client, Answer subject, String... parameters) {
			return this.server.client()
				.post("/oauth2/token", client,
						TwoChecks.with(parameters, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
								"subject_token", subject.text("access_token"), "subject_token_type",
								"urn:ietf:params:oauth:token-type:access_token"));
		}

	}

	/** Users cannot be read, as when their database is down. */
	@Nested
	class UsersThatCannotBeRead extends Attacks {

		UsersThatCannotBeRead() {
			super(BrokenUsers.class,
					Map.of("claims-dsl.policies.users.audience", "any", "claims-dsl.policies.users.grant-type",
							"authorization_code", "claims-dsl.policies.users.claims.roles", "user.roles"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "service", "state", "error" })
		void refreshThenServerError(String failure) {
			Users users = this.server.bean(Users.class);
			CodeFlow flow = CodeFlow.of(this.server);
			Answer tokens = flow.tokens("app", "openid read").granted();
			users.failure = failure;
			try {
				flow.refresh("app", tokens).refused("server_error");
			}
			finally {
				users.failure = "";
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "service", "state" })
		void codeThenServerError(String failure) {
			Users users = this.server.bean(Users.class);
			CodeFlow flow = CodeFlow.of(this.server);
			Answer authorized = flow.authorize("app", "read");
			users.failure = failure;
			try {
				flow.exchange("app", authorized).refused("server_error");
			}
			finally {
				users.failure = "";
			}
		}

	}

	@Nested
	class RequiredAudience extends Attacks {

		RequiredAudience() {
			super(StockServer.class,
					Map.of("claims-dsl.audience-required", "true", "claims-dsl.audiences[0].default-for", "app"));
		}

		@Test
		void noneThenRefused() {
			credentials(this.server, "/oauth2/token", "partner").refused("invalid_target");
		}

		@Test
		void noneThenDefault() {
			Answer answer = credentials(this.server, "/oauth2/token", "app").granted();
			assertThat(FourChecks.audience(answer.claims("access_token"))).containsExactly(Policies.API);
		}

		@Test
		void emptyThenDefault() {
			Answer answer = credentials(this.server, "/oauth2/token", "app", "audience", "").granted();
			assertThat(FourChecks.audience(answer.claims("access_token"))).containsExactly(Policies.API);
		}

		@Test
		void codeWithoutAudienceThenDefaultAndRefreshKeepsIt() {
			CodeFlow flow = CodeFlow.of(this.server);
			Answer tokens = flow.tokens("app", "openid read").granted();
			assertThat(FourChecks.audience(tokens.claims("access_token"))).contains(Policies.API);
			assertThat(FourChecks.audience(flow.refresh("app", tokens).granted().claims("access_token")))
				.contains(Policies.API);
		}

		@Test
		void codeWithoutAudienceThenRefused() {
			assertThat(CodeFlow.of(this.server).authorize("partner", "read").redirected("error"))
				.isEqualTo("invalid_target");
		}

		@Test
		void deviceWithoutAudienceThenRefused() {
			this.server.client()
				.post("/oauth2/device_authorization", "partner", "scope", "read")
				.refused("invalid_target");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class ManyIssuers {

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Opaque {

		@Bean
		RegisteredClientRepository clients() {
			return Company.clients(OAuth2TokenFormat.REFERENCE);
		}

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> careless() {
			return (context) -> {
				if (parameter("scp") != null) {
					context.getClaims().claim("scp", List.of("admin"));
				}
				if (parameter("born") != null) {
					context.getClaims().claim("born", Instant.parse("1960-01-01T00:00:00.500Z"));
				}
			};
		}

		private static String parameter(String name) {
			return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
					? request.getRequest().getParameter(name) : null;
		}

	}

	/** Users whose store fails when told to. */
	static final class Users implements UserDetailsService {

		private volatile String failure = "";

		@Override
		public UserDetails loadUserByUsername(String name) {
			return switch (this.failure) {
				case "service" -> throw new InternalAuthenticationServiceException("down");
				case "state" -> throw new IllegalStateException("down");
				case "error" -> throw new ConcurrentModificationException();
				default -> User.withUsername(name).password("{noop}wonderland").roles("user").build();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class BrokenUsers {

		@Bean
		@Primary
		Users brokenUsers() {
			return new Users();
		}

	}

}
