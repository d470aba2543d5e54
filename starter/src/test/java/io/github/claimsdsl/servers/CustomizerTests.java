package io.github.claimsdsl.servers;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static io.github.claimsdsl.servers.Refusals.assertServerError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * Customizers that a team had before: one adds a claim, one makes the employee number the
 * subject of both tokens, and one names the API of a partner in {@code aud}.
 */
class CustomizerTests extends FourChecks {

	CustomizerTests() {
		super(Customizers.class);
	}

	/** Opaque tokens have another subject than the ID token, which is refused. */
	@Override
	List<String> clients() {
		return List.of(TokenCase.JWT, TokenCase.OUTSIDE);
	}

	@Test
	void tokensOfAUserThenHaveTheSubjectOfTheCustomizer() {
		CodeFlow flow = CodeFlow.of(this.server);
		Answer tokens = flow.tokens("app", "openid read").granted();
		assertThat(tokens.claims("id_token")).containsEntry("sub", "employee-alice");
		assertThat(tokens.claims("access_token")).containsEntry("sub", "employee-alice")
			.containsEntry("region", "eu")
			.containsEntry("decided", "yes");
		assertThat(flow.refresh("app", tokens).granted().claims("access_token")).containsEntry("sub", "employee-alice");
	}

	@Test
	void tokenWhenCustomizerNamesAnApiThatIsNotDeclaredThenKeepsItsAudience() {
		assertThat(claims(ask("partner", "scope", "read").granted())).containsEntry("decided", "yes")
			.containsEntry("aud", "https://partner.example.com");
	}

	@Test
	void tokenWhenCustomizerNamesADeclaredAudienceThenRefused() {
		assertServerError(() -> ask("legacy", "scope", "read"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Customizers {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> region() {
			return (context) -> context.getClaims().claim("region", "eu");
		}

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> employees() {
			return (context) -> {
				if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
					context.getClaims().subject("employee-" + context.getPrincipal().getName());
				}
			};
		}

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> partners() {
			return (context) -> {
				String client = context.getRegisteredClient().getClientId();
				if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType()) && client.equals("partner")) {
					context.getClaims().audience(List.of("https://partner.example.com"));
				}
				if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType()) && client.equals("legacy")) {
					context.getClaims().audience(List.of(Policies.API));
				}
			};
		}

	}

}
