package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;
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
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.spring.UserSource;

/**
 * Claims, refusals, users and logs of tokens that the token endpoint issues.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenTests {

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

	@Test
	void denialsAndMissingClaimsAreOAuthErrors(CapturedOutput output) {
		this.runner.withUserConfiguration(RefusingRules.class).run((context) -> {
			TestServer server = TestServer.of(context);
			assertThat(server.clientCredentials(TestServer.CLIENT).error()).isEqualTo("400 access_denied");
			assertThat(output).contains("Refused the access_token of client 'app', grant type 'client_credentials' "
					+ "with access_denied: ");
		});
		this.runner
			.withPropertyValues("claims-dsl.request-parameters=tenant",
					"claims-dsl.policies.p.claims.tenant.value=request.parameters['tenant']",
					"claims-dsl.policies.p.claims.tenant.required=true")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.clientCredentials(TestServer.CLIENT).error()).isEqualTo("400 unauthorized_client");
				assertThat(server.tenant("t1").accessToken()).contains(entry("tenant", "t1"));
			});
	}

	@Test
	void tokenThatIsTooLargeIsRefusedAndALargeOneWarnedOf(CapturedOutput output) {
		this.runner
			.withPropertyValues("claims-dsl.request-parameters=tenant",
					"claims-dsl.policies.p.claims.tenant=request.parameters['tenant']",
					"claims-dsl.policies.p.claims.tier='gold'", "claims-dsl.warn-token-size=2KB",
					"claims-dsl.max-token-size=3KB")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.tenant("t".repeat(600)).status()).isEqualTo(200);
				assertThat(output).doesNotContain("Large access_token");
				assertThat(server.tenant("t".repeat(1200)).status()).isEqualTo(200);
				assertThat(output).containsPattern(
						"Large access_token of client 'app', grant type 'client_credentials': 2\\d{3} bytes; "
								+ "the largest claims: tenant \\(1202 bytes, rule p.tenant\\)");
				Answer refused = server.tenant("t".repeat(1800));
				assertThat(refused.error()).isEqualTo("400 server_error");
				assertThat(output)
					.containsPattern("Refused the access_token of client 'app', grant type 'client_credentials', with "
							+ "server_error: 3\\d{3} bytes, the limit is 3072 \\(claims-dsl.max-token-size\\); the largest claims: tenant \\(1802 bytes, rule p.tenant\\)")
					.doesNotContain("tttt");
			});
	}

	@Test
	void ruleThatThrowsRefusesTheTokenAndLogsNoValue(CapturedOutput output) {
		this.runner.withUserConfiguration(FailingRules.class).run((context) -> {
			TestServer server = TestServer.of(context);
			for (String client : List.of(TestServer.CLIENT, TestServer.OPAQUE_CLIENT)) {
				Answer answer = server.clientCredentials(client);
				assertThat(answer.error()).isEqualTo("400 server_error");
				assertThat(answer.body().toString()).doesNotContain("hunter2");
			}
			assertThat(output).containsOnlyOnce("Refused the access_token of client 'app'")
				.contains("FailingRules.broken")
				.contains("client_credentials")
				.doesNotContain("hunter2")
				.doesNotContain(TestServer.secret(TestServer.CLIENT));
		});
	}

	@Test
	void ruleThatFailsForTheIdTokenRefusesBoth() {
		this.runner.withUserConfiguration(FailingIdTokenRules.class)
			.run((context) -> assertThat(TestServer.of(context).authorizationCode(TestServer.CLIENT, "openid").error())
				.isEqualTo("400 server_error"));
	}

	@Test
	void claimThatACustomizerSetStaysAndIsWarnedOfOnce(CapturedOutput output) {
		this.runner.withUserConfiguration(TierCustomizer.class)
			.withPropertyValues("claims-dsl.policies.p.claims.tier='gold'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("tier", "silver"));
				server.clientCredentials(TestServer.CLIENT);
				assertThat(output.toString().split("Claim 'tier' is set by a customizer", -1)).hasSize(2);
			});
	}

	@Test
	void audienceThatACustomizerWritesIsSelectedOnWhereNoneAreDeclared() {
		this.runner.withUserConfiguration(AudienceCustomizer.class)
			.withPropertyValues("claims-dsl.audience-source=customizer",
					"claims-dsl.policies.q.audience=https://api.example.com", "claims-dsl.policies.q.claims.api='yes'",
					"claims-dsl.policies.r.audience=app", "claims-dsl.policies.r.claims.client='yes'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("api", "yes"))
					.doesNotContainKey("client");
			});
	}

	@Test
	void subjectThatACustomizerSetsStays() {
		this.runner.withUserConfiguration(SubjectCustomizer.class).run((context) -> {
			Answer tokens = TestServer.of(context).authorizationCode(TestServer.CLIENT, "openid");
			assertThat(tokens.accessToken()).contains(entry("sub", "user-1"));
			assertThat(tokens.idToken()).contains(entry("sub", "user-1"));
		});
	}

	@Test
	void issuerOrIdTokenAudienceThatACustomizerChangesRefusesTheToken() {
		this.runner.withUserConfiguration(IssuerCustomizer.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).error())
				.isEqualTo("400 server_error"));
		this.runner.withUserConfiguration(IdTokenAudienceCustomizer.class)
			.run((context) -> assertThat(TestServer.of(context).authorizationCode(TestServer.CLIENT, "openid").error())
				.isEqualTo("400 server_error"));
	}

	@Test
	void refreshedTokenKeepsTheGrantThatAuthorisedIt() {
		this.runner
			.withPropertyValues("claims-dsl.policies.p.claims.grant=request.grantType",
					"claims-dsl.policies.q.audience=any", "claims-dsl.policies.q.grant-type=authorization_code",
					"claims-dsl.policies.q.issuance=refresh", "claims-dsl.policies.q.claims.again='yes'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				Answer tokens = server.authorizationCode(TestServer.CLIENT, "read");
				assertThat(tokens.accessToken()).contains(entry("grant", "authorization_code"))
					.doesNotContainKey("again");
				assertThat(server.refresh(TestServer.CLIENT, tokens).accessToken())
					.contains(entry("grant", "authorization_code"), entry("again", "yes"));
			});
	}

	@Test
	void exchangedTokenKnowsItsActorAndInheritsNoGrant() {
		this.runner
			.withPropertyValues("claims-dsl.policies.p.claims.grant=request.grantType",
					"claims-dsl.policies.p.claims.by=(actor != null) ? actor.subject : 'none'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				String subject = server.authorizationCode(TestServer.CLIENT, "read").text("access_token");
				String actor = server.clientCredentials(TestServer.CLIENT).text("access_token");
				String type = "urn:ietf:params:oauth:token-type:access_token";
				Answer answer = server.token(TestServer.CLIENT,
						Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token",
								subject, "subject_token_type", type, "actor_token", actor, "actor_token_type", type));
				assertThat(answer.accessToken()).contains(
						entry("grant", "urn:ietf:params:oauth:grant-type:token-exchange"),
						entry("by", TestServer.CLIENT), entry("sub", "alice"));
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

	@ClaimRule(audience = "any")
	static class RefusingRules {

		@Claim("x")
		String x() {
			throw new ClaimDeniedException("access_denied", "no");
		}

	}

	@ClaimRule(audience = "any")
	static class FailingRules {

		@Claim("x")
		String broken(TokenRequest request) {
			throw new IllegalStateException("hunter2");
		}

	}

	@ClaimRule(tokenType = TokenType.ID_TOKEN)
	static class FailingIdTokenRules {

		@Claim("x")
		Object broken() {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TierCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> tier() {
			return (context) -> context.getClaims().claim("tier", "silver");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AudienceCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> audience() {
			return (context) -> context.getClaims().audience(List.of("app", "https://api.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SubjectCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> subject() {
			return (context) -> context.getClaims().subject("user-1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IssuerCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> issuer() {
			return (context) -> context.getClaims().issuer("https://other.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IdTokenAudienceCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> audience() {
			return (context) -> {
				if (context.getTokenType().getValue().equals("id_token")) {
					context.getClaims().audience(List.of("app", "https://api.example.com"));
				}
			};
		}

	}

}
