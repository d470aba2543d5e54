package io.github.claimsdsl.docs.cookbook.federatedusers;

import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/federated-users.yml")
@AutoConfigureMockMvc
class FederatedUsersTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void loginWhenAddressIsVerifiedThenTokenHasAddressAndGroups() throws Exception {
		assertThat(claims(login(true))).containsEntry("sub", "110248495921238986420")
			.containsEntry("email", "alice@gmail.example")
			.containsEntry("groups", List.of("staff"));
	}

	@Test
	void loginWhenAddressIsNotVerifiedThenTokenHasNone() throws Exception {
		assertThat(claims(login(false))).containsEntry("groups", List.of("staff")).doesNotContainKey("email");
	}

	/** What the provider says of alice at her login. */
	private static RequestPostProcessor login(boolean emailVerified) {
		return oidcLogin().idToken((token) -> token.subject("110248495921238986420")
			.claim("email", "alice@gmail.example")
			.claim("email_verified", emailVerified)
			.claim("groups", List.of("staff")));
	}

	private Map<String, Object> claims(RequestPostProcessor login) throws Exception {
		String location = this.mvc.get()
			.uri("/oauth2/authorize?response_type=code&client_id=web-app&scope=read"
					+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")
			.with(login)
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
		return SignedJWT.parse(JsonPath.read(answer, "$.access_token")).getJWTClaimsSet().toJSONObject();
	}

}
