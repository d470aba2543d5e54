package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class DraftEnvironmentTests {

	private static ConfigurableEnvironment draft(String pasted) {
		ConfigurableEnvironment server = new StandardEnvironment();
		server.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("CLAIMS_DSL_MAX_TOKEN_SIZE", "100B", "CLAIMSDSL_WARNTOKENSIZE", "50B", "PASSWORD", "x")));
		return new DraftEnvironment(server)
			.of(List.of(new MapPropertySource("pasted.yml", Map.of("claims-dsl." + pasted, "200B"))));
	}

	@ParameterizedTest
	@CsvSource({ "max-token-size, 200, 50", "warn-token-size, 100, 200", "mode, 100, 50" })
	void variableWhenItsPartIsNotPastedThenCounts(String pasted, long most, long warned) {
		ClaimsDslProperties properties = new PropertiesReader(draft(pasted)).read();
		assertThat(properties.maxTokenSize().toBytes()).isEqualTo(most);
		assertThat(properties.warnTokenSize().toBytes()).isEqualTo(warned);
	}

	@Test
	void variableWhenTheApplicationHasAPrefixThenOnlyWithThePrefixCounts() {
		ConfigurableEnvironment server = new StandardEnvironment();
		server.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new PrefixedVariables(
					Map.of("MYAPP_CLAIMSDSL_MAXTOKENSIZE", "100B", "CLAIMSDSL_WARNTOKENSIZE", "50B")));
		ClaimsDslProperties properties = new PropertiesReader(new DraftEnvironment(server)
			.of(List.of(new MapPropertySource("pasted.yml", Map.of("claims-dsl.mode", "report"))))).read();
		assertThat(properties.maxTokenSize().toBytes()).isEqualTo(100);
		assertThat(properties.warnTokenSize())
			.isEqualTo(new PropertiesReader(new StandardEnvironment()).read().warnTokenSize());
	}

	/**
	 * Environment variables of an application that calls
	 * {@code SpringApplication.setEnvironmentPrefix("my-app")}.
	 */
	private static final class PrefixedVariables extends SystemEnvironmentPropertySource implements PropertySourceInfo {

		PrefixedVariables(Map<String, Object> variables) {
			super(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
		}

		@Override
		public String getPrefix() {
			return "my-app";
		}

	}

	@Test
	void variableWhenOfNoPartThenIsUnknown() {
		assertThat(draft("mode").getProperty("PASSWORD")).isNull();
	}

}
