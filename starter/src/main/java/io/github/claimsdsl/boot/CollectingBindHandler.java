package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;

/**
 * Binds as many properties as possible, so that all mistakes are reported at once.
 * Unknown keys and values that cannot be converted become issues, and binding continues
 * without them. System properties and environment variables are checked, too.
 */
final class CollectingBindHandler extends AbstractBindHandler {

	private final Issues issues;

	private final UnknownKeys unknownKeys;

	private final Set<ConfigurationPropertyName> failed = new HashSet<>();

	private final Set<ConfigurationPropertyName> bound = new HashSet<>();

	/** The properties that were bound as lists. A list always comes from one source. */
	private final Set<ConfigurationPropertyName> lists = new HashSet<>();

	CollectingBindHandler(Issues issues) {
		this.issues = issues;
		this.unknownKeys = new UnknownKeys(issues);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		this.bound.add(name);
		if (result instanceof List<?>) {
			this.lists.add(name);
		}
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name)) {
			checkPlaceholders(property, result);
			checkComma(property, result);
		}
		Object left = (result instanceof Map<?, ?> map) ? withoutShadows(name, map, context) : result;
		return super.onSuccess(name, target, context, left);
	}

	/**
	 * Removes entries that an environment variable adds a second time. A variable cannot
	 * spell dashes or upper case: {@code my-api} in a file is {@code myapi} there, but
	 * both set the same properties.
	 */
	private static Map<?, ?> withoutShadows(ConfigurationPropertyName name, Map<?, ?> map, BindContext context) {
		Set<String> bare = names(name, context, true);
		if (bare.isEmpty()) {
			return map;
		}
		Set<String> spelled = names(name, context, false);
		Map<Object, Object> left = new LinkedHashMap<>(map);
		left.keySet()
			.removeIf((key) -> bare.contains(String.valueOf(key)) && !spelled.contains(String.valueOf(key))
					&& spelled.stream().anyMatch((other) -> isSame(name, other, String.valueOf(key))));
		return left;
	}

	/**
	 * Returns the entry names that occur in environment variables, or in all other
	 * sources.
	 */
	private static Set<String> names(ConfigurationPropertyName name, BindContext context, boolean variables) {
		Set<String> names = new HashSet<>();
		for (ConfigurationPropertySource source : context.getSources()) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& PropertyOrigins.isVariable(source) == variables) {
				iterable.stream()
					.filter((found) -> name.isAncestorOf(found)
							&& !EntryKind.isBracketed(found, name.getNumberOfElements()))
					.forEach((found) -> names.add(found.getElement(name.getNumberOfElements(), Form.ORIGINAL)));
			}
		}
		return names;
	}

	private static boolean isSame(ConfigurationPropertyName parent, String first, String second) {
		return ConfigurationPropertyName.isValid(second.toLowerCase(Locale.ROOT))
				&& parent.append(second).equals(ConfigurationPropertyName.adapt(parent + "." + first, '.'));
	}

	private void checkPlaceholders(ConfigurationProperty property, Object result) {
		String raw = String.valueOf(property.getValue());
		if (raw.contains("${") && !raw.contains("\\${") && String.valueOf(result).contains("${")) {
			issue("placeholder", property, "the placeholder in '" + raw + "' cannot be resolved",
					"Set its property, or give it a default after a colon.");
		}
	}

	private void checkComma(ConfigurationProperty property, Object result) {
		ConfigurationPropertyName name = property.getName();
		if (name.getLastElement(Form.UNIFORM).equals("audience") && result instanceof Collection<?> values
				&& values.size() > 1) {
			issue("comma", property, "the value has a comma, which would split it in two", "Write a list: audience: [\""
					+ property.getValue() + "\"] for one audience, or one entry for each.");
		}
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		if (context.getDepth() == 0) {
			throw error;
		}
		this.failed.add(name);
		ConfigurationProperty property = context.getConfigurationProperty();
		Class<?> type = target.getType().resolve(Object.class);
		Origin origin = new Origin(name.toString(),
				(property != null) ? PropertyOrigins.location(property.getOrigin()) : null);
		if (this.issues.inOrder().stream().noneMatch((issue) -> issue.origin().subject().equals(origin.subject()))) {
			this.issues.add("property-value", origin, "the value cannot be read as " + describe(type), help(type));
		}
		return null;
	}

	private static String describe(Class<?> type) {
		if (type == int.class || type == Integer.class) {
			return "a whole number";
		}
		if (type == boolean.class) {
			return "true or false";
		}
		return type.isEnum() ? "one of a fixed set" : type.getSimpleName();
	}

	private static @Nullable String help(Class<?> type) {
		return type.isEnum() ? "Write one of: " + Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
			.collect(Collectors.joining(", ")) + "." : null;
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) {
		if (context.getDepth() == 0) {
			context.getSources().forEach((source) -> checkUnbound(name, source, context));
		}
	}

	private void checkUnbound(ConfigurationPropertyName prefix, ConfigurationPropertySource source,
			BindContext context) {
		if (source instanceof IterableConfigurationPropertySource iterable) {
			iterable.stream()
				.filter((name) -> prefix.isAncestorOf(name) && !this.bound.contains(name) && !isFailed(name))
				.filter((name) -> !isReplaced(name, source, context) && !isOfKubernetes(name, source))
				.filter(this.bound::add)
				.map(source::getConfigurationProperty)
				.filter(Objects::nonNull)
				.forEach(this.unknownKeys::report);
		}
	}

	/**
	 * Returns whether Kubernetes has set the variable for a service with the name of the
	 * prefix, such as {@code CLAIMSDSL_PORT}.
	 */
	private static boolean isOfKubernetes(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		String part = name.getElement(1, Form.UNIFORM);
		return PropertyOrigins.isVariable(source) && (part.equals("service") || part.equals("port"));
	}

	/**
	 * Returns whether the property belongs to a list that a source of higher precedence
	 * replaces.
	 */
	private boolean isReplaced(ConfigurationPropertyName name, ConfigurationPropertySource source,
			BindContext context) {
		ConfigurationPropertyName list = name.isLastElementIndexed() ? name.getParent() : name;
		if (!this.lists.contains(list)) {
			return false;
		}
		for (ConfigurationPropertySource other : context.getSources()) {
			if (other == source) {
				return false;
			}
			if (other.containsDescendantOf(list) == ConfigurationPropertyState.PRESENT
					|| other.getConfigurationProperty(list) != null) {
				return true;
			}
		}
		return false;
	}

	private boolean isFailed(ConfigurationPropertyName name) {
		return this.failed.stream().anyMatch((other) -> other.equals(name) || other.isAncestorOf(name));
	}

	private void issue(String code, ConfigurationProperty property, String message, String help) {
		Origin origin = PropertyOrigins.of(property);
		this.issues.add(code, origin, message, help);
	}

}
