package io.github.claimsdsl.docs.cookbook.verifiedemail;

import java.util.Map;

import com.nimbusds.jwt.JWTParser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/verified-email.yml")
@AutoConfigureMockMvc
class VerifiedEmailServerTests {

	private static final String CALLBACK = "https://app.example.com/callback";

	@Autowired
	private MockMvc mvc;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void emailWhenScopeThenWhereverItWasDeclared() throws Exception {
		this.jdbc.sql("create table account (username varchar(50), email varchar(100), email_verified boolean)")
			.update();
		this.jdbc.sql("insert into account values ('alice', 'alice@example.com', true)").update();
		Map<String, Object> tokens = tokens("openid email");
		assertThat(claims(tokens.get("access_token"))).containsEntry("email", "alice@example.com");
		assertThat(claims(tokens.get("id_token"))).containsEntry("email", "alice@example.com");
		assertThat(userInfo(tokens))
			.isEqualTo(Map.of("sub", "alice", "email", "alice@example.com", "email_verified", true));
		assertThat(userInfo(tokens("openid"))).isEqualTo(Map.of("sub", "alice"));
		this.jdbc.sql("update account set email_verified = false").update();
		assertThat(userInfo(tokens)).isEqualTo(Map.of("sub", "alice"));
	}

	private Map<String, Object> userInfo(Map<String, Object> tokens) throws Exception {
		return json(get("/userinfo").header("Authorization", "Bearer " + tokens.get("access_token")));
	}

	private Map<String, Object> tokens(String scope) throws Exception {
		String redirect = this.mvc
			.perform(get("/oauth2/authorize").queryParam("response_type", "code")
				.queryParam("client_id", "app")
				.queryParam("redirect_uri", CALLBACK)
				.queryParam("scope", scope)
				.with(user("alice").authorities(FactorGrantedAuthority.fromAuthority("FACTOR_PASSWORD"))))
			.andReturn()
			.getResponse()
			.getRedirectedUrl();
		String code = UriComponentsBuilder.fromUriString(redirect).build().getQueryParams().getFirst("code");
		return json(post("/oauth2/token").param("grant_type", "authorization_code")
			.param("code", code)
			.param("redirect_uri", CALLBACK)
			.with(httpBasic("app", "secret")));
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> json(RequestBuilder request) throws Exception {
		String answer = this.mvc.perform(request).andReturn().getResponse().getContentAsString();
		return JsonMapper.shared().readValue(answer, Map.class);
	}

	private static Map<String, Object> claims(Object token) throws Exception {
		return JWTParser.parse((String) token).getJWTClaimsSet().getClaims();
	}

}
