package io.github.claimsdsl.servers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token generator that a team declares as a bean, as the documentation shows it.
 */
class GeneratorBeanTests {

	@Test
	void startWhenNotSaidToBeWiredThenFailsAndSaysWhatToDo() {
		assertThat(Server.failure(GeneratorServer.class, Policies.withAudience()))
			.hasMessageContaining("claims-dsl.token-generator: wired");
	}

	@Nested
	class Wired extends FourChecks {

		Wired() {
			super(GeneratorServer.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, TokenGeneratorConfiguration.class })
	static class GeneratorServer {

	}

}
