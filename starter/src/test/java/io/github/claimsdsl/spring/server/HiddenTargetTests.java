package io.github.claimsdsl.spring.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.audience.TestAudiences;
import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Requests whose target the server's own converters overlook, so that it would be as if
 * nothing had been asked for: a form field whose name occurs in the query string, and a
 * query parameter whose name is written in another way. RFC 6749 sections 3.1, 3.2 and
 * 4.1.2.1, RFC 8628 section 3.1, RFC 9126 section 2.1.
 */
class HiddenTargetTests {

	private final TestClient client = TestServers.of(TestStore.MEMORY).server().client().login();

	@ParameterizedTest
	@CsvSource({ "x=resource, resource", "resource=a, resource", "audience, audience",
			"audience=https://api.example.com, audience" })
	void fieldWhoseNameIsInTheQueryStringIsAnInvalidRequest(String query, String name) {
		this.client.post("/oauth2/token?" + query, "machine", "grant_type", "client_credentials", name, API)
			.refused("invalid_request");
		this.client.post("/oauth2/device_authorization?" + query, "tv", name, API).refused("invalid_request");
		this.client.post("/oauth2/par?" + query, "web", request(name, API)).refused("invalid_request");
		this.client.browse("/oauth2/authorize?" + query, request(name, API)).redirectedWith("invalid_request");
	}

	@Test
	void targetInTheQueryStringAloneIsAnInvalidRequest() {
		String query = "?audience=" + API;
		this.client.post("/oauth2/token" + query, "machine", "grant_type", "client_credentials")
			.refused("invalid_request");
		this.client.post("/oauth2/device_authorization" + query, "tv").refused("invalid_request");
		this.client.post("/oauth2/par" + query, "web", request()).refused("invalid_request");
		this.client.browse("/oauth2/authorize" + query, request()).redirectedWith("invalid_request");
	}

	@Test
	void queryParameterWhoseNameIsEncodedIsAnInvalidRequest() {
		this.client.get("/oauth2/authorize", request("%61udience", API)).redirectedWith("invalid_request");
	}

	@Test
	void otherQueryParametersHideNothing() {
		this.client.post("/oauth2/device_authorization?x=y", "tv", "audience", API).granted();
		assertThat(this.client.post("/oauth2/par?x=y", "web", request("audience", API)).status()).isEqualTo(201);
		Answer answer = this.client.browse("/oauth2/authorize?x=y", request("audience", API));
		assertThat(this.client.code("web", answer).granted().audience()).containsExactly(API);
	}

	@Test
	void endpointsOfAllIssuersAreGuarded() {
		AuthorizationServerSettings settings = AuthorizationServerSettings.builder()
			.multipleIssuersAllowed(true)
			.build();
		try (ServerNode server = ServerNode.start(TestStore.MEMORY.create(), TestAudiences.ALL,
				(context) -> context.registerBean(AuthorizationServerSettings.class, () -> settings))) {
			TestClient tenant = new TestClient(server.address() + "/tenant");
			assertThat(tenant.token("machine", "client_credentials", "audience", API).granted().audience())
				.containsExactly(API);
			tenant.post("/oauth2/token?x=audience", "machine", "grant_type", "client_credentials", "audience", API)
				.refused("invalid_request");
			tenant.post("/oauth2/device_authorization?x=audience", "tv", "audience", API).refused("invalid_request");
		}
	}

	private static String[] request(String... parameters) {
		return TestClient.authorizationRequest("web", parameters);
	}

}
