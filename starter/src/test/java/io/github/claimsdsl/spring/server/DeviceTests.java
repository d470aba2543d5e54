package io.github.claimsdsl.spring.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.DEFAULT;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static io.github.claimsdsl.spring.audience.TestAudiences.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * The device grant over HTTP: RFC 8628 sections 3.1 and 3.4 with RFC 8707 section 2.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class DeviceTests {

	private final ServerNode server;

	private final ServerNode withdrawn;

	DeviceTests(TestStore store) {
		this.server = TestServers.of(store).server();
		this.withdrawn = TestServers.of(store).withdrawn();
	}

	/** RFC 8628 sections 3.1 and 3.5. */
	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void tokenIsForTheAudienceOfTheDeviceRequest(String parameter) {
		TestClient client = this.server.client().login();
		Answer device = approved(client, parameter, API);
		Answer answer = client.device("tv", device).granted();
		assertThat(answer.audience()).containsExactly(API);
		assertThat(answer.claims("access_token")).containsEntry("sub", "alice").containsEntry("scope", "read:messages");
		assertThat(introspected(answer)).isEqualTo(true);
	}

	/** RFC 8707 section 2.2. */
	@Test
	void refreshKeepsTheAudience() {
		TestClient client = this.server.client().login();
		Answer device = client.post("/oauth2/device_authorization", "tv", "audience", API, "scope", "read:messages");
		client.approve("tv", device, "read:messages");
		Answer answer = client.device("tv", device).granted();
		answer = client.refresh("tv", answer).granted();
		assertThat(answer.audience()).containsExactly(API);
		client.refresh("tv", answer, "audience", REPORTS).refused("invalid_target");
		this.withdrawn.client().refresh("tv", answer).refused("invalid_target");
	}

	@Test
	void deviceWithoutAudienceGetsNoneOrTheDefault() {
		TestClient client = this.server.client().login();
		assertThat(client.device("tv", approved(client, "audience", "")).granted().audience()).containsExactly("tv");
		Answer device = client.post("/oauth2/device_authorization", "defaulted", "scope", "read:messages").granted();
		client.approve("defaulted", device, "read:messages");
		assertThat(client.device("defaulted", device).granted().audience()).containsExactly(DEFAULT);
	}

	/** RFC 8628 section 3.2 with RFC 8707 section 2. */
	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, REPORTS, "https://api.example.com/", "%" })
	void deviceRequestForAnAudienceThatIsUnknownOrForbiddenIsRefused(String audience) {
		device(this.server.client(), "audience", audience).refused("invalid_target");
		device(this.server.client(), "resource", audience).refused("invalid_target");
	}

	@Test
	void deviceRequestForSeveralAudiencesOrAScopeTheAudienceDoesNotDefineIsRefused() {
		TestClient client = this.server.client();
		device(client, "resource", API, "resource", API).refused("invalid_target");
		device(client, "audience", API, "resource", UNKNOWN).refused("invalid_target");
		client.post("/oauth2/device_authorization", "tv", "audience", API, "scope", "read:reports")
			.refused("invalid_scope");
	}

	/** RFC 8707 section 2.2. */
	@Test
	void tokenRequestCannotChangeTheAudience() {
		TestClient client = this.server.client().login();
		Answer device = approved(client, "audience", API);
		client.device("tv", device, "audience", REPORTS).refused("invalid_target");
		client.device("tv", device, "audience", UNKNOWN).refused("invalid_target");
		assertThat(client.device("tv", device, "resource", API).granted().audience()).containsExactly(API);
		client.device("tv", approved(client, "x", "y"), "audience", API).refused("invalid_target");
	}

	@Test
	void tokenForAWithdrawnAudienceIsRefused() {
		TestClient client = this.server.client().login();
		Answer device = approved(client, "audience", API);
		this.withdrawn.client().device("tv", device).refused("invalid_target");
		client.device("tv", device).granted();
	}

	private static Answer approved(TestClient client, String... parameters) {
		Answer device = device(client, parameters).granted();
		client.approve("tv", device, "read:messages");
		return device;
	}

	private static Answer device(TestClient client, String... parameters) {
		return client.post("/oauth2/device_authorization", "tv",
				TestClient.concat(parameters, "scope", "read:messages"));
	}

	private Object introspected(Answer answer) {
		return this.server.client().introspect("messages-api", answer, "access_token").json().get("active");
	}

}
