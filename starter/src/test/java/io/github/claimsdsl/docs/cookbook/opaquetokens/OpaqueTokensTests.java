package io.github.claimsdsl.docs.cookbook.opaquetokens;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/opaque-tokens.yml")
@AutoConfigureMockMvc
class OpaqueTokensTests {

	private static final String API = "https://messages.example.com";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void introspectionWhenApiAsksThenHasClaims() throws Exception {
		MvcTestResult answer = introspect("messages-api", token());
		assertThat(answer).bodyJson().extractingPath("$.active").isEqualTo(true);
		assertThat(answer).bodyJson().extractingPath("$.aud").asArray().containsExactly(API);
		assertThat(answer).bodyJson().extractingPath("$.roles_at_login").asArray().containsExactly("admin");
		assertThat(answer).bodyJson().extractingPath("$.roles").asArray().containsExactly("admin");
	}

	@Test
	void introspectionWhenClientAsksThenHasClaimsOfTheTokenOnly() throws Exception {
		MvcTestResult answer = introspect("web-app", token());
		assertThat(answer).bodyJson().extractingPath("$.roles_at_login").asArray().containsExactly("admin");
		assertThat(answer).bodyJson().doesNotHavePath("$.roles");
	}

	private MvcTestResult introspect(String client, String token) {
		return this.mvc.post()
			.uri("/oauth2/introspect")
			.with(httpBasic(client, client + "-secret"))
			.param("token", token)
			.exchange();
	}

	/** Logs alice in at the web app. */
	private String token() throws Exception {
		String location = this.mvc.get()
			.uri("/oauth2/authorize?response_type=code&client_id=web-app&scope=read&audience={api}"
					+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256", API)
			.with(user("alice"))
			.exchange()
			.getResponse()
			.getRedirectedUrl();
		String answer = this.mvc.post()
			.uri("/oauth2/token")
			.with(httpBasic("web-app", "web-app-secret"))
			.param("grant_type", "authorization_code")
			.param("code", location.split("code=")[1])
			.param("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
			.exchange()
			.getResponse()
			.getContentAsString();
		return JsonPath.read(answer, "$.access_token");
	}

}
