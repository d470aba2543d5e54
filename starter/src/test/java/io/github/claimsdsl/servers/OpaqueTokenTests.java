package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opaque access tokens behind introspection, as banks and gateways use them.
 */
class OpaqueTokenTests extends FourChecks {

	OpaqueTokenTests() {
		super(OpaqueServer.class);
	}

	@Override
	Map<String, Object> claims(Answer answer) {
		return introspect(answer, "app").json();
	}

	private Answer introspect(Answer answer, String client) {
		return this.server.client().post("/oauth2/introspect", client, "token", answer.text("access_token")).granted();
	}

	@Test
	void tokenWhenOfAUserThenHasTheClaimOfThePolicyAfterARefreshToo() {
		CodeFlow flow = CodeFlow.of(this.server);
		Answer tokens = flow.tokens("app", "openid read").granted();
		assertThat(tokens.text("access_token")).doesNotContain(".");
		assertThat(claims(tokens)).containsEntry("decided", "yes").containsEntry("sub", "alice");
		assertThat(claims(flow.refresh("app", tokens).granted())).containsEntry("decided", "yes");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class OpaqueServer {

		@Bean
		RegisteredClientRepository clients() {
			return Company.clients(OAuth2TokenFormat.REFERENCE);
		}

	}

}
