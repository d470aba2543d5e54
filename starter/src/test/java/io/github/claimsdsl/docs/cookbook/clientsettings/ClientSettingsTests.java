package io.github.claimsdsl.docs.cookbook.clientsettings;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import io.github.claimsdsl.test.ClaimDecisionAssert;
import io.github.claimsdsl.test.ClaimPolicyTester;

class ClientSettingsTests {

	private final RegisteredClientRepository clients = new Clients().registeredClients();

	private final ClaimPolicyTester policies = ClaimPolicyTester.withoutUser()
		.yaml(new ClassPathResource("cookbook/client-settings.yml"))
		.build();

	@Test
	void planWhenClientHasSettingsThenInToken() {
		assertThat("acme").hasExactlyClaims(Map.of("plan", "gold", "seats", 50));
	}

	@Test
	void planWhenClientHasNoSettingsThenTheDefaultAndNoSeats() {
		assertThat("tiny").hasExactlyClaims(Map.of("plan", "free"));
	}

	@Test
	void tokenWhenSettingHasAnotherTypeThenRefused() {
		ClientSettings settings = ClientSettings.builder().setting("seats", "fifty").build();
		this.policies
			.assertThat(ClaimPolicyTester.request(Clients.client("wrong", settings), "client_credentials").build())
			.isRefusedWith("server_error");
	}

	private ClaimDecisionAssert assertThat(String client) {
		return this.policies
			.assertThat(ClaimPolicyTester.request(this.clients.findByClientId(client), "client_credentials").build());
	}

}
