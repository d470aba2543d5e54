package io.github.claimsdsl.spring.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found in an answer.
 */
class AnswerCheckTests {

	private static final String ISSUER = "https://issuer.example";

	private final TokenEndpointCall call = new TokenEndpointCall(null, false, new InMemoryOAuth2AuthorizationService());

	AnswerCheckTests() {
		this.call.issuer(ISSUER);
	}

	@Test
	void jwtOfThisIssuerWhenNotKnownThenIsFound() {
		String jwt = jwt("RS256", "{\"iss\":\"" + ISSUER + "\"}");
		assertThat(finds("{\"legacy\":\"" + jwt + "\"}")).isTrue();
		this.call.know(jwt);
		assertThat(finds("{\"legacy\":\"" + jwt + "\"}")).isFalse();
		assertThat(finds("{\"access_token\" : \"" + jwt + "\"}")).isFalse();
		assertThat(finds("{\"access_token\" : \"" + jwt + "x\"}")).isTrue();
	}

	/** Readers differ in which of two they take. */
	@Test
	void jwtWhenANameOccursTwiceThenIsFound() {
		assertThat(finds(jwt("RS256", "{\"iss\":\"https://other.example\",\"iss\":\"" + ISSUER + "\"}"))).isTrue();
	}

	@Test
	void textsOfOthersThenAreNotFound() {
		assertThat(finds(jwt("RS256", "{\"iss\":\"https://other.example\"}"))).isFalse();
		assertThat(finds(jwt("HS256", "{\"chat\":\"room\"}"))).isFalse();
		assertThat(finds("{\"version\":\"1.2.3\",\"host\":\"a.b.example.com\",\"access_token\":null}")).isFalse();
		assertThat(finds(encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}") + ".a2V5.aXY.dGV4dA.dGFn")).isFalse();
	}

	private boolean finds(String body) {
		HeldAnswer answer = new HeldAnswer(new MockHttpServletResponse());
		try {
			answer.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
		}
		catch (java.io.IOException ex) {
			throw new IllegalStateException(ex);
		}
		return new AnswerCheck(this.call).finds(answer);
	}

	private static String jwt(String algorithm, String claims) {
		return encode("{\"alg\":\"" + algorithm + "\"}") + "." + encode(claims) + ".c2ln";
	}

	private static String encode(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
