package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.TestServer.Answer;

/**
 * Refusals, logs, refreshes and exchanges of tokens that the token endpoint issues.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.always='yes'");

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
				assertThat(output).contains("Refused the access_token of client 'app', grant type 'client_credentials' "
						+ "with unauthorized_client: claim 'tenant' is required and has no value, rule p.tenant (");
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
	void refreshedTokenKeepsTheGrantThatAuthorizedIt() {
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

}
