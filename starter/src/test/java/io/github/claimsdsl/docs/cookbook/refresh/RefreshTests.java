package io.github.claimsdsl.docs.cookbook.refresh;

import java.util.Map;

import com.nimbusds.jwt.JWTParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/refresh.yml")
@AutoConfigureMockMvc
class RefreshTests {

	private static final String CALLBACK = "https://app.example.com/callback";

	@Autowired
	private MockMvc mvc;

	@Autowired
	private Customers customers;

	@BeforeEach
	void save() {
		this.customers.save(new Customer("alice", "silver", "2026"));
	}

	@Test
	void claimsWhenRefreshedThenOfTodayOfTheFirstTokenOrAbsent() throws Exception {
		Map<String, Object> first = code();
		assertThat(claims(first)).containsEntry("tier", "silver")
			.containsEntry("price_list", "2026")
			.containsEntry("renewed", false)
			.containsEntry("welcome", "Hello alice");
		this.customers.save(new Customer("alice", "gold", "2027"));
		Map<String, Object> second = refresh(first);
		assertThat(claims(second)).containsEntry("tier", "gold")
			.containsEntry("price_list", "2026")
			.containsEntry("renewed", true)
			.doesNotContainKey("welcome");
		assertThat(claims(refresh(second))).containsEntry("price_list", "2026");
	}

	@Test
	void refreshWhenUserIsGoneThenRefused() throws Exception {
		Map<String, Object> tokens = code();
		this.customers.remove("alice");
		assertThat(refresh(tokens)).containsEntry("error", "invalid_grant").doesNotContainKey("access_token");
	}

	private Map<String, Object> code() throws Exception {
		String redirect = this.mvc
			.perform(get("/oauth2/authorize").queryParam("response_type", "code")
				.queryParam("client_id", "app")
				.queryParam("redirect_uri", CALLBACK)
				.queryParam("scope", "orders")
				.with(user("alice")))
			.andReturn()
			.getResponse()
			.getRedirectedUrl();
		String code = UriComponentsBuilder.fromUriString(redirect).build().getQueryParams().getFirst("code");
		return token("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK);
	}

	private Map<String, Object> refresh(Map<String, Object> tokens) throws Exception {
		return token("grant_type", "refresh_token", "refresh_token", (String) tokens.get("refresh_token"));
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> token(String... parameters) throws Exception {
		var request = post("/oauth2/token").with(httpBasic("app", "secret"));
		for (int i = 0; i < parameters.length; i += 2) {
			request.param(parameters[i], parameters[i + 1]);
		}
		return JsonMapper.shared()
			.readValue(this.mvc.perform(request).andReturn().getResponse().getContentAsString(), Map.class);
	}

	private static Map<String, Object> claims(Map<String, Object> tokens) throws Exception {
		return JWTParser.parse((String) tokens.get("access_token")).getJWTClaimsSet().getClaims();
	}

}
