package io.github.claimsdsl.boot.console;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that explains tokens, on a server whose keys are not known.
 */
class ExplainPageTests {

	@Test
	void pageWhenThereIsNoJwkSourceThenSaysSoAndDoesNotBlameTheToken() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/claims-dsl/explain");
		request.addParameter("token", "a.b.c");
		String page = new ExplainPage(null, null, null, null).show(new ConsoleRequest(request, "/claims-dsl", false))
			.toString();
		assertThat(page).contains(
				"The token cannot be checked: this server has no JWKSource bean, or several. Declare one, so that the "
						+ "console knows the server’s keys.")
			.doesNotContain("not a token of this server");
	}

}
