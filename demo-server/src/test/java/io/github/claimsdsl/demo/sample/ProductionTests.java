package io.github.claimsdsl.demo.sample;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimsdsl.demo.DemoServerApplication;

/**
 * The profile {@code production}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProductionTests {

	private final String database = "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@Test
	void startWhenSampleDataIsEnabledThenFailsAndSaysWhatToDo(CapturedOutput output) {
		assertThatThrownBy(() -> start("production")).isInstanceOf(SampleDataInProductionException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Set demo.sample-data.enabled=false");
	}

	@Test
	void startWhenDatabaseHoldsSampleDataThenFailsAndNamesIt(CapturedOutput output) {
		start("default").close();
		assertThatThrownBy(() -> start("production", "demo.sample-data.enabled=false"))
			.isInstanceOf(SampleDataInProductionException.class);
		assertThat(output).contains("user alice", "client trusted-app", "client tv-app", "Use a new database");
	}

	@Test
	void startWhenThereIsNoSampleDataThenStarts() {
		try (ConfigurableApplicationContext context = start("production", "demo.sample-data.enabled=false")) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	private ConfigurableApplicationContext start(String profile, String... properties) {
		return new SpringApplicationBuilder(DemoServerApplication.class).profiles("test", profile)
			.run(arguments(properties));
	}

	private String[] arguments(String... properties) {
		String[] arguments = new String[properties.length + 2];
		arguments[0] = "--" + this.database;
		arguments[1] = "--server.port=0";
		for (int i = 0; i < properties.length; i++) {
			arguments[i + 2] = "--" + properties[i];
		}
		return arguments;
	}

}
