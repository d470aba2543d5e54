package io.github.claimsdsl.docs.cookbook.tokenexchange;

import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/token-exchange.yml")
@AutoConfigureMockMvc
class OnBehalfOfTests {

	private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	private static final String ORDERS = "https://orders.example.com";

	private static final String STOCK = "https://stock.example.com";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void exchangeWhenApiActsThenTokenNamesUserAndApi() throws Exception {
		assertThat(claims(exchange(userToken(), STOCK).param("actor_token", machineToken())
			.param("actor_token_type", ACCESS_TOKEN))).containsEntry("sub", "alice")
			.containsEntry("aud", STOCK)
			.containsEntry("act", Map.of("iss", "http://localhost", "sub", "orders-api"))
			.containsEntry("roles", List.of("buyer"))
			.containsEntry("called_by", "orders-api");
	}

	@Test
	void exchangeWhenNobodyActsThenTokenNamesTheUserOnly() throws Exception {
		assertThat(claims(exchange(userToken(), STOCK))).containsEntry("sub", "alice")
			.containsEntry("roles", List.of("buyer"))
			.doesNotContainKeys("act", "called_by");
	}

	@Test
	void exchangeWhenApiMayNotCallTheOtherThenRefused() throws Exception {
		assertThat(exchange(userToken(), ORDERS)).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.error")
			.isEqualTo("invalid_target");
	}

	private MockMvcRequestBuilder exchange(String subject, String audience) {
		return token("orders-api").param("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
			.param("subject_token", subject)
			.param("subject_token_type", ACCESS_TOKEN)
			.param("audience", audience)
			.param("scope", "read");
	}

	/** Logs alice in at the web app, which asks for the orders API. */
	private String userToken() throws Exception {
		String location = this.mvc.get()
			.uri("/oauth2/authorize?response_type=code&client_id=web-app&scope=read&audience={api}"
					+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256", ORDERS)
			.with(user("alice"))
			.exchange()
			.getResponse()
			.getRedirectedUrl();
		return accessToken(token("web-app").param("grant_type", "authorization_code")
			.param("code", location.split("code=")[1])
			.param("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
	}

	private String machineToken() throws Exception {
		return accessToken(token("orders-api").param("grant_type", "client_credentials"));
	}

	private MockMvcRequestBuilder token(String client) {
		return this.mvc.post().uri("/oauth2/token").with(httpBasic(client, client + "-secret"));
	}

	private static Map<String, Object> claims(MockMvcRequestBuilder request) throws Exception {
		return SignedJWT.parse(accessToken(request)).getJWTClaimsSet().toJSONObject();
	}

	private static String accessToken(MockMvcRequestBuilder request) throws Exception {
		return JsonPath.read(request.exchange().getResponse().getContentAsString(), "$.access_token");
	}

}
