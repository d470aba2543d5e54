package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Binds as far as possible: unknown keys and unreadable values become issues, and binding
 * goes on without them. System properties and environment variables are no exception.
 */
final class CollectingBindHandler extends NoUnboundElementsBindHandler {

	private final List<Issue> issues;

	private final UnknownKeys unknownKeys;

	private final Set<ConfigurationPropertyName> failed = new HashSet<>();

	CollectingBindHandler(List<Issue> issues) {
		super(DEFAULT, (source) -> true);
		this.issues = issues;
		this.unknownKeys = new UnknownKeys(issues);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name)) {
			checkPlaceholders(property, result);
			checkComma(property, result);
		}
		return super.onSuccess(name, target, context, result);
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
		if (error instanceof UnboundConfigurationPropertiesException unbound) {
			unbound.getUnboundProperties().forEach(this.unknownKeys::report);
			return null;
		}
		ConfigurationProperty property = context.getConfigurationProperty();
		Class<?> type = target.getType().resolve(Object.class);
		this.issues.add(new Issue("property-value",
				new Origin(name.toString(), (property != null) ? PropertyOrigins.location(property.getOrigin()) : null),
				"the value cannot be read as " + describe(type), help(type), null));
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
			@Nullable Object result) throws Exception {
		try {
			super.onFinish(name, target, context, result);
		}
		catch (UnboundConfigurationPropertiesException ex) {
			ex.getUnboundProperties()
				.stream()
				.filter((property) -> !isFailed(property) && !isReplaced(property, context))
				.forEach(this.unknownKeys::report);
		}
	}

	/** Whether the property is of a list that a source of higher precedence replaces. */
	private static boolean isReplaced(ConfigurationProperty property, BindContext context) {
		ConfigurationPropertyName name = property.getName();
		int index = 0;
		while (index < name.getNumberOfElements() && !name.isNumericIndex(index)) {
			index++;
		}
		ConfigurationPropertyName list = name.chop(index);
		for (ConfigurationPropertySource source : context.getSources()) {
			if (index == name.getNumberOfElements() || source == property.getSource()) {
				return false;
			}
			if (source.containsDescendantOf(list) == ConfigurationPropertyState.PRESENT
					|| source.getConfigurationProperty(list) != null) {
				return true;
			}
		}
		return false;
	}

	private boolean isFailed(ConfigurationProperty property) {
		return this.failed.stream()
			.anyMatch((name) -> name.equals(property.getName()) || name.isAncestorOf(property.getName()));
	}

	private void issue(String code, ConfigurationProperty property, String message, String help) {
		Origin origin = new Origin(property.getName().toString(), PropertyOrigins.location(property.getOrigin()));
		this.issues.add(new Issue(code, origin, message, help, null));
	}

}
