package io.github.claimsdsl.boot;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;

import static org.assertj.core.api.Assertions.assertThat;

class PropertyOriginsTests {

	/**
	 * A source whose properties have their own names as origins. It counts how often it
	 * is listed.
	 */
	private record Listed(List<ConfigurationPropertyName> names,
			AtomicInteger listings) implements IterableConfigurationPropertySource {

		Listed(Stream<String> names) {
			this(names.map(ConfigurationPropertyName::of).toList(), new AtomicInteger());
		}

		@Override
		public Stream<ConfigurationPropertyName> stream() {
			this.listings.incrementAndGet();
			return this.names.stream();
		}

		@Override
		public ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
			return this.names.contains(name) ? new ConfigurationProperty(name, "x", new Named(name.toString())) : null;
		}

	}

	private record Named(String name) implements Origin {

		@Override
		public String toString() {
			return this.name;
		}

	}

	private static PropertyOrigins origins(ConfigurationPropertySource... sources) {
		return new PropertyOrigins(List.of(sources));
	}

	@ParameterizedTest
	@CsvSource({ "claims-dsl.policies.a.claims.x, claims-dsl.policies.a.claims.x",
			"claims-dsl.policies.a, claims-dsl.policies.a.order", "claims-dsl.policies, claims-dsl.policies.a.order",
			"claims-dsl.policies.a.when, claims-dsl.policies.a.order", "claims-dsl.policies.b, claims-dsl.policies.b.x",
			"claims-dsl.policies.c.when, null" })
	void originWhenThePropertyIsMissingThenIsThatOfThePropertyNearest(String name, String location) {
		PropertyOrigins origins = origins(
				new Listed(Stream.of("other.a", "claims-dsl.policies.a.order", "claims-dsl.policies.a.claims.x")),
				new Listed(Stream.of("claims-dsl.policies.b.x")));
		assertThat(String.valueOf(origins.of(name).location())).isEqualTo(location);
	}

	@Test
	void originsWhenManyAreAskedForThenEachSourceIsListedOnce() {
		Listed source = new Listed(IntStream.range(0, 500).mapToObj((i) -> "claims-dsl.policies.p" + i + ".claims.c"));
		PropertyOrigins origins = origins(source);
		IntStream.range(0, 500).forEach((i) -> origins.of("claims-dsl.policies.p" + i + ".when"));
		assertThat(source.listings()).hasValue(1);
	}

}
