package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static io.github.claimsdsl.servers.Refusals.assertServerError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * What went wrong once on the stock server or with beans beside it.
 */
class RegressionTests {

	/** SAS drops a form field whose name is in the query string too. */
	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource", "scope" })
	void audienceWhenItsNameIsEncodedInTheQueryStringThenInvalidRequest(String parameter) {
		try (Server server = Server.start(StockServer.class, Policies.withAudience())) {
			server.client()
				.post("/oauth2/token?%61udience=https://evil", "app", "grant_type", "client_credentials", parameter,
						parameter.equals("scope") ? "read" : Policies.API)
				.refused("invalid_request");
		}
	}

	@Test
	void opaqueTokenWhenAboveTheLimitThenRefused() {
		Map<String, String> properties = Policies.withAudience();
		properties.put("claims-dsl.policies.every.claims.long", "'" + "x".repeat(1500) + "'");
		try (Server server = Server.start(OpaqueTokenTests.OpaqueServer.class, properties)) {
			clientCredentials(server).granted();
		}
		properties.put("claims-dsl.warn-token-size", "512B");
		properties.put("claims-dsl.max-token-size", "1KB");
		try (Server server = Server.start(OpaqueTokenTests.OpaqueServer.class, properties)) {
			assertThat(assertServerError(() -> clientCredentials(server))).contains("long");
		}
	}

	@Test
	void tokensWhenACustomizerChangesTheSubjectOfTheAccessTokenOnlyThenRefused() {
		try (Server server = Server.start(SubjectOfTheAccessToken.class, Policies.withAudience())) {
			assertThat(assertServerError(() -> CodeFlow.of(server).tokens("app", "openid read"))).contains("sub");
		}
	}

	private static Answer clientCredentials(Server server) {
		return server.client().post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class SubjectOfTheAccessToken {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> employees() {
			return (context) -> {
				if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
					context.getClaims().subject("employee-" + context.getPrincipal().getName());
				}
			};
		}

	}

}
