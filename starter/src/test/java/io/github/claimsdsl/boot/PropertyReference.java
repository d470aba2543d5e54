package io.github.claimsdsl.boot;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.ResolvableType;
import org.springframework.util.unit.DataSize;

/**
 * Every property under {@code claims-dsl}, as the bound records, their Javadoc and the
 * hints for editors tell of it. The metadata that Spring Boot generates ends where a map
 * starts; this does not.
 */
final class PropertyReference {

	/** What stands for nothing. */
	static final String NOTHING = "–";

	/** What must be stated, since without it the rest means nothing. */
	static final Set<String> REQUIRED = Set.of("claims-dsl.audiences.<name>.id",
			"claims-dsl.policies.<name>.claims.<claim>.value", "claims-dsl.policies.<name>.deny.<denial>.when");

	private static final Path SOURCE = Path.of("src/main/java/io/github/claimsdsl/boot/ClaimsDslProperties.java");

	private static final Path HINTS = Path
		.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");

	private static final Pattern RECORD = Pattern
		.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+\\([^)]*\\)\\s*)?public record (\\w+)", Pattern.DOTALL);

	private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) ([^@]*)");

	/** What is set as code: names with an underscore, properties and URNs. */
	private static final Pattern VALUE = Pattern
		.compile("(?<!`)\\b(?:[a-z]+(?:_[a-z]+)+|claims-dsl\\.[a-z.-]*[a-z]|urn:[a-z:-]+)(?!`)");

	private static final Map<String, String> ENTRIES = Map.of("audiences", "<name>", "policies", "<name>", "claims",
			"<claim>", "deny", "<denial>", "attributes", "<attribute>", "settings", "<setting>", "self-asserted",
			"<metadata>");

	/** What comes first; the other sections follow by name. */
	private static final List<String> FIRST = List.of("claims-dsl", "claims-dsl.policies.<name>",
			"claims-dsl.policies.<name>.claims.<claim>", "claims-dsl.policies.<name>.deny.<denial>",
			"claims-dsl.audiences.<name>");

	/**
	 * A property.
	 *
	 * @param name the name, with the names of entries in angle brackets
	 * @param type the type, in words
	 * @param preset the default
	 * @param description what it is for
	 * @param sample a value other than the default
	 */
	record Property(String name, String type, String preset, String description, String sample) {
	}

	/**
	 * Properties with the same parent.
	 *
	 * @param description what the parent is
	 * @param properties the properties
	 */
	record Section(String description, List<Property> properties) {
	}

	private final Map<String, Map<String, String>> javadoc = javadoc();

	private final Map<String, Map<?, ?>> hints = hints();

	private final Map<String, Section> sections = new LinkedHashMap<>();

	PropertyReference() {
		read(ClaimsDslProperties.PREFIX, ClaimsDslProperties.class, "");
	}

	/** The sections by the name of what their properties belong to. */
	Map<String, Section> sections() {
		return this.sections.entrySet()
			.stream()
			.sorted(Comparator.comparing((section) -> FIRST.contains(section.getKey())
					? "" + FIRST.indexOf(section.getKey()) : section.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first,
					LinkedHashMap::new));
	}

	private void read(String holder, Class<?> type, String description) {
		List<Property> properties = new ArrayList<>();
		this.sections.put(holder, new Section(description, properties));
		for (RecordComponent component : type.getRecordComponents()) {
			Name stated = parameter(component).getAnnotation(Name.class);
			String part = (stated != null) ? stated.value() : DataObjectPropertyName.toDashedForm(component.getName());
			String name = holder + "." + part;
			String text = this.javadoc.getOrDefault(type.getSimpleName(), Map.of())
				.getOrDefault(component.getName(), "");
			Class<?> element = element(component);
			String entry = Map.class.isAssignableFrom(component.getType()) ? name + "." + ENTRIES.get(part) : name;
			if (!element.isRecord()) {
				properties.add(property(entry, component, element, text));
				continue;
			}
			read(entry, element, text);
			if (part.equals("claims")) {
				Section claims = this.sections.get(entry);
				claims.properties()
					.add(0, new Property(entry, expression(), NOTHING, "The short form: the value alone.", "true"));
			}
		}
	}

	/** Spring Boot's annotations are on the parameter of the constructor. */
	private static Parameter parameter(RecordComponent component) {
		List<RecordComponent> all = List.of(component.getDeclaringRecord().getRecordComponents());
		return component.getDeclaringRecord().getConstructors()[0]
			.getParameters()[all.stream().map(RecordComponent::getName).toList().indexOf(component.getName())];
	}

	/** What a list or a map holds; else the type itself. */
	private static Class<?> element(RecordComponent component) {
		ResolvableType type = ResolvableType.forType(component.getGenericType());
		Class<?> raw = component.getType();
		return Map.class.isAssignableFrom(raw) ? type.getGeneric(1).toClass()
				: List.class.isAssignableFrom(raw) ? type.getGeneric(0).toClass() : raw;
	}

	private Property property(String name, RecordComponent component, Class<?> element, String description) {
		String preset = preset(component);
		List<String> values = values(name, element);
		String type = type(name, element, values);
		return new Property(name, List.class.isAssignableFrom(component.getType())
				? "list" + (values.isEmpty() || isOpen(name) ? " of texts" : " of ") + type.replaceFirst("text", "")
				: type, REQUIRED.contains(name) ? "must be stated" : preset.isEmpty() ? NOTHING : "`" + preset + "`",
				sentence(description) + meanings(name), sample(element, values, preset));
	}

	private static String preset(RecordComponent component) {
		DefaultValue stated = parameter(component).getAnnotation(DefaultValue.class);
		return (stated != null) ? String.join(",", stated.value()) : "";
	}

	private String type(String name, Class<?> element, List<String> values) {
		if (isOpen(name)) {
			return "text, such as " + either(values);
		}
		if (!values.isEmpty()) {
			return either(values);
		}
		if (element == boolean.class) {
			return either(List.of("true", "false"));
		}
		if (element == int.class || element == Integer.class) {
			return "whole number";
		}
		return (element == DataSize.class) ? "size, such as `4KB`"
				: (name.endsWith("when") || name.endsWith(".value")) ? expression() : "text";
	}

	private static String expression() {
		return "[expression](language.md)";
	}

	private static String either(List<String> values) {
		List<String> code = values.stream().map((value) -> "`" + value + "`").toList();
		return (code.size() < 2) ? String.join("", code)
				: String.join(", ", code.subList(0, code.size() - 1)) + " or " + code.get(code.size() - 1);
	}

	private List<String> values(String name, Class<?> element) {
		List<String> hinted = hint(name).map((value) -> String.valueOf(value.get("value"))).toList();
		return (!hinted.isEmpty() || !element.isEnum()) ? hinted
				: Arrays.stream(element.getEnumConstants())
					.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
					.toList();
	}

	private static String plain(String name) {
		return name.replaceAll("\\.<\\w+>", "");
	}

	private Stream<Map<?, ?>> hint(String name) {
		Map<?, ?> hint = this.hints.getOrDefault(plain(name), Map.of());
		return (hint.get("values") instanceof List<?> values) ? values.stream().map((value) -> (Map<?, ?>) value)
				: Stream.of();
	}

	/** Whether other values than those of the hint are values too. */
	private boolean isOpen(String name) {
		return this.hints.getOrDefault(plain(name), Map.of()).containsKey("providers");
	}

	/** What each value means, where the hint says it. */
	private String meanings(String name) {
		return hint(name).filter((value) -> value.containsKey("description"))
			.map((value) -> " `" + value.get("value") + "`: "
					+ VALUE.matcher(String.valueOf(value.get("description"))).replaceAll("`$0`"))
			.collect(Collectors.joining());
	}

	private static String sample(Class<?> element, List<String> values, String preset) {
		if (element == boolean.class) {
			return String.valueOf(!Boolean.parseBoolean(preset));
		}
		if (element == int.class || element == Integer.class) {
			return "7";
		}
		return (element == DataSize.class) ? "5KB"
				: values.stream().filter((value) -> !value.equals(preset)).findFirst().orElse("true");
	}

	/** Starts with a capital, unless with a value, and ends with a full stop. */
	static String sentence(String text) {
		String marked = VALUE.matcher(text).replaceAll("`$0`");
		return marked.isEmpty() ? "" : marked.matches("[a-z]+ .*")
				? marked.substring(0, 1).toUpperCase(Locale.ROOT) + marked.substring(1) + "." : marked + ".";
	}

	private static Map<String, Map<String, String>> javadoc() {
		Map<String, Map<String, String>> records = new HashMap<>();
		RECORD.matcher(read(SOURCE)).results().forEach((match) -> {
			String text = match.group(1).replaceAll("\\s*\n\\s*\\*", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
			Map<String, String> parameters = new HashMap<>();
			PARAMETER.matcher(text)
				.results()
				.forEach((parameter) -> parameters.put(parameter.group(1),
						parameter.group(2).strip().replaceAll("\\s+", " ")));
			records.put(match.group(2), parameters);
		});
		return records;
	}

	private static Map<String, Map<?, ?>> hints() {
		Map<String, Map<?, ?>> hints = new HashMap<>();
		Map<?, ?> json = JsonMapper.shared().readValue(read(HINTS), Map.class);
		if (json.get("hints") instanceof List<?> list) {
			list.forEach((hint) -> hints.put(String.valueOf(((Map<?, ?>) hint).get("name")), (Map<?, ?>) hint));
		}
		return hints;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
