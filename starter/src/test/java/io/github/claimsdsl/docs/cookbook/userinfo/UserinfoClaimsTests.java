package io.github.claimsdsl.docs.cookbook.userinfo;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.core.authority.FactorGrantedAuthority.PASSWORD_AUTHORITY;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/userinfo.yml")
@AutoConfigureMockMvc
class UserinfoClaimsTests {

	private static final String CALLBACK = "https://web-app.example.com/callback";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void userinfoWhenProfileIsGrantedThenHasNameAndRoles() throws Exception {
		assertThat(userinfo(token("openid profile"))).bodyJson().isStrictlyEqualTo("""
				{"sub": "alice", "preferred_username": "alice", "roles": ["admin", "editor"]}""");
	}

	@Test
	void userinfoWhenProfileIsNotGrantedThenHasRolesOnly() throws Exception {
		assertThat(userinfo(token("openid"))).bodyJson().isStrictlyEqualTo("""
				{"sub": "alice", "roles": ["admin", "editor"]}""");
	}

	private MvcTestResult userinfo(String token) {
		return this.mvc.get().uri("/userinfo").header("Authorization", "Bearer " + token).exchange();
	}

	/** Logs alice in at the web app, with her password. */
	private String token(String scope) throws Exception {
		String location = this.mvc.get()
			.uri("/oauth2/authorize?response_type=code&client_id=web-app&scope={scope}&redirect_uri={uri}"
					+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256", scope,
					CALLBACK)
			.with(user("alice").authorities(FactorGrantedAuthority.fromAuthority(PASSWORD_AUTHORITY)))
			.exchange()
			.getResponse()
			.getRedirectedUrl();
		String answer = this.mvc.post()
			.uri("/oauth2/token")
			.with(httpBasic("web-app", "web-app-secret"))
			.param("grant_type", "authorization_code")
			.param("code", location.split("code=")[1])
			.param("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
			.param("redirect_uri", CALLBACK)
			.exchange()
			.getResponse()
			.getContentAsString();
		return JsonPath.read(answer, "$.access_token");
	}

}
