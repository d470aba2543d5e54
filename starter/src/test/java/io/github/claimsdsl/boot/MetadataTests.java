package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * The metadata that editors read.
 */
class MetadataTests {

	private final Map<String, List<Map<String, Object>>> metadata = read();

	@Test
	void propertiesWhenGeneratedThenEachHasADescription() {
		List<Map<String, Object>> properties = this.metadata.getOrDefault("properties", List.of());
		assertThat(properties).extracting((property) -> property.get("name"))
			.contains("claims-dsl.enabled", "claims-dsl.mode", "claims-dsl.token-generator", "claims-dsl.owned-claims",
					"claims-dsl.audience-required", "claims-dsl.request-parameters", "claims-dsl.audiences",
					"claims-dsl.policies", "claims-dsl.console.enabled", "claims-dsl.console.path",
					"claims-dsl.console.authority");
		assertThat(properties).filteredOn((property) -> String.valueOf(property.get("name")).startsWith("claims-dsl."))
			.allSatisfy(
					(property) -> assertThat(String.valueOf(property.get("description"))).as("%s", property.get("name"))
						.isNotEqualTo("null")
						.isNotBlank());
	}

	@Test
	void hintsWhenGeneratedThenTheyAreWhatTheEngineKnows() {
		assertThat(hint("claims-dsl.policies.token-type"))
			.containsExactlyElementsOf(Arrays.stream(TokenType.values()).map(TokenType::value).toList());
		assertThat(hint("claims-dsl.standard-claims")).containsExactly("userinfo", "id_token");
		assertThat(hint("claims-dsl.policies.issuance"))
			.containsExactlyElementsOf(Arrays.stream(Issuance.values()).map(Issuance::value).toList());
		assertThat(hint("claims-dsl.policies.subject"))
			.containsExactlyElementsOf(Arrays.stream(Subject.values()).map(Subject::value).toList());
		assertThat(hint("claims-dsl.policies.mode")).containsExactly("enforce", "report");
		assertThat(hint("claims-dsl.policies.grant-type")).contains("password", "authorization_code")
			.doesNotContain("refresh_token");
		assertThat(hint("claims-dsl.mode")).containsExactly("enforce", "report");
		assertThat(hint("claims-dsl.audience-source")).containsExactly("declared", "customizer");
	}

	private List<Object> hint(String name) {
		return this.metadata.getOrDefault("hints", List.of())
			.stream()
			.filter((hint) -> name.equals(hint.get("name")))
			.flatMap((hint) -> ((List<?>) hint.get("values")).stream())
			.map((value) -> (Object) ((Map<?, ?>) value).get("value"))
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, List<Map<String, Object>>> read() {
		try (InputStream json = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
			return JsonMapper.shared().readValue(json, Map.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
