package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;

/**
 * An environment with nothing but the properties of a test, and what is read of it.
 */
final class SourcesOfProperties {

	static final String POLICY = """
			claims-dsl:
			  policies:
			    example-api:
			      audience: any
			""";

	private final StandardEnvironment environment = new StandardEnvironment();

	SourcesOfProperties() {
		this.environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		this.environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
	}

	void yaml(String text) {
		add("application.yml", text, new YamlPropertySourceLoader());
	}

	void override(String text) {
		add("profile.yml", text, new YamlPropertySourceLoader());
	}

	void properties(String text) {
		add("application.properties", text, new PropertiesPropertySourceLoader());
	}

	private void add(String name, String text, PropertySourceLoader loader) {
		try {
			this.environment.getPropertySources().remove(name);
			loader.load(name, resource(name, text)).forEach(this.environment.getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ByteArrayResource resource(String name, String text) {
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return name;
			}

		};
	}

	void environmentVariables(Map<String, String> variables) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new LinkedHashMap<>(variables)));
	}

	void systemProperties(Map<String, Object> properties) {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties));
	}

	List<String> issues() {
		ConfigurationPropertySources.attach(this.environment);
		return DeclaredSettings.read(this.environment)
			.issues()
			.inOrder()
			.stream()
			.map((issue) -> issue.toString().replace(" (" + issue.code() + ")", ""))
			.toList();
	}

	DeclaredSettings settings() {
		ConfigurationPropertySources.attach(this.environment);
		return DeclaredSettings.read(this.environment);
	}

	ClaimsDslProperties properties() {
		return DeclaredSettings.read(this.environment).properties();
	}

	PolicyProperties policy() {
		PolicyProperties policy = properties().policies().get("example-api");
		assertThat(policy).isNotNull();
		return policy;
	}

}
