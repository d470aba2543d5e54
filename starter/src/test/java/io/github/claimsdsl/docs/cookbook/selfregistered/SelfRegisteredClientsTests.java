package io.github.claimsdsl.docs.cookbook.selfregistered;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/self-registered-clients.yml")
@AutoConfigureMockMvc
class SelfRegisteredClientsTests {

	private static final String NOTES = "https://notes.example.com";

	private static final String PAYROLL = "https://payroll.example.com";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void clientWhenItAsksForTheOpenApiThenUserIsAskedToAllow() throws Exception {
		assertThat(authorize(register("agent"), NOTES)).hasStatusOk().bodyText().contains("Consent required");
	}

	@ParameterizedTest
	@ValueSource(strings = { PAYROLL, "" })
	void clientWhenItAsksForAnotherApiOrNoneThenRefused(String resource) throws Exception {
		assertRefused(authorize(register("agent"), resource));
	}

	@Test
	void clientWhenItTakesTheNameOfAnotherThenRefused() throws Exception {
		assertRefused(authorize(register("payroll-app"), PAYROLL));
	}

	@Test
	void clientWhenRegisteredByTheOperatorThenRefusedForTheOpenApi() {
		assertRefused(authorize("payroll-app", NOTES));
	}

	private static void assertRefused(MvcTestResult answer) {
		assertThat(answer.getResponse().getRedirectedUrl()).contains("/callback?error=invalid_target");
	}

	private String register(String name) throws Exception {
		String answer = this.mvc.post().uri("/oauth2/register").contentType(MediaType.APPLICATION_JSON).content("""
				{
				  "client_name": "%s",
				  "redirect_uris": ["https://agent.example.com/callback"],
				  "token_endpoint_auth_method": "none",
				  "agent": false
				}""".formatted(name)).exchange().getResponse().getContentAsString();
		return JsonPath.read(answer, "$.client_id");
	}

	private MvcTestResult authorize(String client, String resource) {
		return this.mvc.get()
			.uri("/oauth2/authorize?response_type=code&scope=read&client_id={id}&resource={api}"
					+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256", client,
					resource)
			.with(user("alice"))
			.exchange();
	}

}
