package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that audiences and policies name and that are not registered.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownClientTests {

	@Test
	void startWhenClientsAreNotRegisteredThenWarnsOfEach(CapturedOutput output) {
		Server.start(StockServer.class,
				Map.of("claims-dsl.audiences.api.id", "https://api.example.com", "claims-dsl.audiences.api.clients",
						"app,ap", "claims-dsl.audiences.api.scopes", "read", "claims-dsl.audiences.api.api-clients",
						"api", "claims-dsl.policies.p.audience", "any", "claims-dsl.policies.p.client", "ap",
						"claims-dsl.policies.p.claims.x", "'y'"))
			.close();
		assertThat(output).contains(
				"Client 'ap' is not registered, but it is named by audience 'https://api.example.com' and policy 'p'",
				"Client 'api' is not registered, but it is named by audience 'https://api.example.com'")
			.doesNotContain("No client 'app'");
	}

}
