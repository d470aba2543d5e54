package io.github.claimsdsl.demo;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server with the library turned off: Spring Authorization Server as it is.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "claims-dsl.enabled=false")
@ActiveProfiles("test")
class DisabledTests {

	@LocalServerPort
	private int port;

	@Test
	void issuesTokensWithoutPoliciesOrAudiences() throws Exception {
		Http http = new Http(this.port);
		Answer tokens = http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid", "audience", "https://api.example.com");
		assertThat(tokens.claims("access_token").getAudience()).containsExactly("trusted-app");
		assertThat(tokens.claims("access_token").getClaims()).doesNotContainKey("https://mydomain.com/claims/email");
		assertThat(http.get("/actuator/claims", "Authorization", Http.basic("alice", "wonderland")).status())
			.isEqualTo(404);
	}

}
