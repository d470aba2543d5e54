package io.github.claimsdsl.docs.cookbook.owngrant;

import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.JWTParser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/own-grant.yml")
@AutoConfigureMockMvc
class OwnGrantTests {

	@Autowired
	private MockMvc mvc;

	@Test
	void claimsWhenBadgeThenThoseOfThePolicy() throws Exception {
		assertThat(claims(token("urn:example:grant-type:badge", "B-4711"))).containsEntry("sub", "alice")
			.containsEntry("sign_in", "badge")
			.containsEntry("roles", List.of("CLERK"));
	}

	@Test
	void claimsWhenOtherGrantThenAbsent() throws Exception {
		assertThat(claims(token("client_credentials", ""))).doesNotContainKeys("sign_in", "roles");
	}

	@Test
	void tokenWhenBadgeIsUnknownThenRefused() throws Exception {
		assertThat(token("urn:example:grant-type:badge", "B-0815")).containsEntry("error", "invalid_grant");
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> token(String grantType, String badge) throws Exception {
		String answer = this.mvc
			.perform(post("/oauth2/token").param("grant_type", grantType)
				.param("badge", badge)
				.with(httpBasic("till", "secret")))
			.andReturn()
			.getResponse()
			.getContentAsString();
		return JsonMapper.shared().readValue(answer, Map.class);
	}

	private static Map<String, Object> claims(Map<String, Object> tokens) throws Exception {
		return JWTParser.parse((String) tokens.get("access_token")).getJWTClaimsSet().getClaims();
	}

}
