package io.github.claimsdsl.docs.cookbook.severalissuers;

import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/several-issuers.yml")
@AutoConfigureMockMvc
class TenantIssuersTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void tokenOfAcmeThenHasItsTenant() throws Exception {
		assertThat(claims(token("acme"))).containsEntry("iss", "https://auth.example.com/acme")
			.containsEntry("tenant", "acme")
			.doesNotContainKey("region");
	}

	@Test
	void tokenOfGlobexThenHasItsTenantAndRegion() throws Exception {
		assertThat(claims(token("globex"))).containsEntry("iss", "https://auth.example.com/globex")
			.containsEntry("tenant", "globex")
			.containsEntry("region", "eu");
	}

	@Test
	void tokenOfAnotherIssuerThenRefused() {
		assertThat(token("initech")).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.error")
			.isEqualTo("invalid_request");
	}

	private MvcTestResult token(String tenant) {
		return this.mvc.post()
			.uri("https://auth.example.com:443/{tenant}/oauth2/token", tenant)
			.with(httpBasic("app", "app-secret"))
			.param("grant_type", "client_credentials")
			.param("scope", "read")
			.exchange();
	}

	private static Map<String, Object> claims(MvcTestResult answer) throws Exception {
		String token = JsonPath.read(answer.getResponse().getContentAsString(), "$.access_token");
		return SignedJWT.parse(token).getJWTClaimsSet().toJSONObject();
	}

}
