package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.boot.PropertyReference.Property;
import io.github.claimsdsl.boot.PropertyReference.Section;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/properties.md lists every property, and what it lists can be set.
 */
class PropertiesPageTests {

	private static final Pattern VARIABLE = Pattern.compile("\\| `(claims-dsl[^`]+)` \\| `(CLAIMSDSL_[^`]+)` \\|");

	private static final String HEAD = "\n| property | type | default | what it is for |\n|---|---|---|---|\n";

	@Test
	void pageWhenGeneratedThenIsTheFile() throws IOException {
		GeneratedPart.of("properties.md").assertIs(page());
	}

	@Test
	void propertiesWhenReadThenEachHasADescription() {
		assertThat(properties()).hasSizeGreaterThan(55)
			.allSatisfy((property) -> assertThat(property.description()).as(property.name()).isNotBlank());
	}

	/** The metadata has what editors complete: all up to the first map. */
	@Test
	void pageWhenGeneratedThenHasWhatTheMetadataHas() {
		Map<String, Section> sections = new PropertyReference().sections();
		assertThat(metadata()).filteredOn((property) -> name(property).startsWith("claims-dsl."))
			.hasSizeGreaterThan(25)
			.allSatisfy((property) -> assertThat(sections).satisfiesAnyOf(
					(all) -> assertThat(all.keySet()).anyMatch((holder) -> holder.startsWith(name(property) + ".<")),
					(all) -> assertThat(properties())
						.anyMatch((listed) -> listed.name().replaceAll("\\.<\\w+>$", "").equals(name(property))
								&& hasDefault(listed, property))));
	}

	private static boolean hasDefault(Property listed, Map<String, Object> property) {
		Object stated = property.get("defaultValue");
		return listed.preset().equals((stated != null) ? "`" + stated + "`" : PropertyReference.NOTHING);
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyWhenWrittenThenBound(Property property) {
		assertBound(property, new MapPropertySource("file", Map.of(entry(property), property.sample())));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyWhenAnEnvironmentVariableThenBound(Property property) {
		assertBound(property, variable(environmentVariable(entry(property)), property.sample()));
	}

	private static void assertBound(Property property, PropertySource<?> source) {
		PropertiesReader reader = read(source);
		assertThat(reader.issues().inOrder()).as(property.name()).isEmpty();
		assertThat(bound(source)).as(property.name()).isNotEqualTo(bound(variable("OTHER", "x")));
	}

	@Test
	void propertyWhenItMustBeStatedThenWithoutItTheStartStops() {
		assertThat(issues("claims-dsl.audiences.one.clients", "app")).contains("(audience)");
		assertThat(issues("claims-dsl.policies.one.claims.tier.when", "true")).contains("(claim-value)");
		assertThat(issues("claims-dsl.policies.one.deny.all.error", "access_denied")).contains("(deny-condition)");
		assertThat(properties()).filteredOn((property) -> property.preset().equals("must be stated"))
			.extracting(Property::name)
			.containsExactlyInAnyOrderElementsOf(PropertyReference.REQUIRED);
	}

	@Test
	void conditionWhenWrittenWithADashThenUnknown() {
		assertThat(issues("claims-dsl.audiences.one.clients-when", "true"))
			.contains("unknown property 'clients-when'. Known: api-clients, clients, ");
	}

	@Test
	void variablesWhenShownThenSetTheProperties() throws IOException {
		List<MatchResult> rows = VARIABLE.matcher(Files.readString(Path.of("../docs/properties.md")))
			.results()
			.toList();
		assertThat(rows).hasSizeGreaterThan(5).allSatisfy((row) -> {
			assertThat(row.group(2)).isEqualTo(environmentVariable(row.group(1)));
			assertThat(bound(variable(row.group(2), "5KB"))).isNotNull();
		});
	}

	@Test
	void variableWhenThePrefixHasAnUnderscoreThenReadForSomePropertiesOnly() {
		assertThat(bound(variable("CLAIMS_DSL_MODE", "report")).mode()).isEqualTo(Mode.REPORT);
		assertThat(bound(variable("CLAIMS_DSL_POLICIES_ONE_AUDIENCE", "any")).policies()).isEmpty();
	}

	@Test
	void variableWhenThePolicyIsDeclaredElsewhereThenSetsAPartOfIt() {
		StandardEnvironment environment = environment(
				variable("CLAIMSDSL_POLICIES_EXAMPLEAPI_CLAIMS_EMAIL_WHEN", "true"));
		environment.getPropertySources()
			.addLast(new MapPropertySource("file", Map.of("claims-dsl.policies.example-api.audience", "any",
					"claims-dsl.policies.example-api.claims.email.value", "user.email")));
		ConfigurationPropertySources.attach(environment);
		ClaimsDslProperties properties = new PropertiesReader(environment).read();
		assertThat(properties.policies()).containsOnlyKeys("example-api");
		assertThat(properties.policies().get("example-api").claims().get("email").when()).isEqualTo("true");
	}

	private static String page() {
		StringBuilder page = new StringBuilder();
		new PropertyReference().sections().forEach((holder, section) -> {
			page.append("\n## ").append(holder.replace("<", "\\<")).append('\n');
			if (!section.description().isEmpty()) {
				page.append('\n').append(PropertyReference.sentence(section.description())).append('\n');
			}
			page.append(HEAD);
			section.properties()
				.forEach((property) -> row(page, property.name(), property.type(), property.preset(),
						property.description()));
		});
		page.append("\n## management.endpoint.claims\n\nThe [actuator endpoint](explain.md). It is served where ")
			.append("`management.endpoints.web.exposure.include` names it.\n")
			.append(HEAD);
		metadata().stream()
			.filter((property) -> name(property).startsWith("management."))
			.forEach((property) -> row(page, name(property), words(property),
					"`" + String.valueOf(property.get("defaultValue")).replace('_', '-') + "`",
					String.valueOf(property.get("description"))));
		return page.append('\n').toString();
	}

	private static void row(StringBuilder page, String name, String type, String preset, String description) {
		page.append("| `")
			.append(name)
			.append("` | ")
			.append(type)
			.append(" | ")
			.append(preset)
			.append(" | ")
			.append(description.replace("|", "\\|"))
			.append(" |\n");
	}

	private static String words(Map<String, Object> property) {
		return String.valueOf(property.get("type")).endsWith(".Duration") ? "duration, such as `10s`"
				: "`none`, `read-only` or `unrestricted`";
	}

	static List<Property> properties() {
		return new PropertyReference().sections()
			.values()
			.stream()
			.flatMap((section) -> section.properties().stream())
			.toList();
	}

	/** The property of an entry of some name, with what must stand beside it. */
	private static String entry(Property property) {
		return property.name().replaceAll("<\\w+>", "one");
	}

	/**
	 * As Spring Boot's documentation has it: dots are underscores, dashes are removed.
	 */
	private static String environmentVariable(String property) {
		return property.replace('.', '_').replaceAll("\\[(\\d+)]", "_$1").replace("-", "").toUpperCase(Locale.ROOT);
	}

	private static PropertySource<?> variable(String name, String value) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new LinkedHashMap<>(Map.of(name, value)));
	}

	private static String issues(String property, String value) {
		return String.join("\n",
				Stream.of(DeclaredSettings.read(environment(new MapPropertySource("file", Map.of(property, value)))))
					.flatMap((settings) -> settings.issues().inOrder().stream())
					.map(Object::toString)
					.toList());
	}

	private static PropertiesReader read(PropertySource<?> source) {
		PropertiesReader reader = new PropertiesReader(environment(source));
		reader.read();
		return reader;
	}

	private static ClaimsDslProperties bound(PropertySource<?> source) {
		return new PropertiesReader(environment(source)).read();
	}

	private static StandardEnvironment environment(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((other) -> environment.getPropertySources().remove(other.getName()));
		environment.getPropertySources().addFirst(source);
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	private static String name(Map<String, Object> property) {
		return String.valueOf(property.get("name"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> metadata() {
		try (InputStream json = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
			return (List<Map<String, Object>>) JsonMapper.shared().readValue(json, Map.class).get("properties");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
