package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.DenyProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Binds as far as possible: unknown keys and unreadable values become issues, and binding
 * goes on without them.
 */
final class CollectingBindHandler extends NoUnboundElementsBindHandler {

	private static final Map<String, Set<String>> KNOWN = Map.of("policies",
			ClaimsDslProperties.names(PolicyProperties.class), "claims",
			ClaimsDslProperties.names(ClaimProperties.class), "audiences",
			ClaimsDslProperties.names(AudienceProperties.class), "deny",
			ClaimsDslProperties.names(DenyProperties.class));

	private final List<Issue> issues;

	private final Set<ConfigurationPropertyName> failed = new HashSet<>();

	CollectingBindHandler(List<Issue> issues) {
		super(DEFAULT, new UnboundElementsSourceFilter());
		this.issues = issues;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		if (context.getDepth() == 0) {
			throw error;
		}
		ConfigurationProperty property = context.getConfigurationProperty();
		this.failed.add(name);
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
			ex.getUnboundProperties().stream().filter((property) -> !isFailed(property)).forEach(this::unknown);
		}
	}

	private boolean isFailed(ConfigurationProperty property) {
		return this.failed.stream()
			.anyMatch((name) -> name.equals(property.getName()) || name.isAncestorOf(property.getName()));
	}

	private void unknown(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		int element = 1;
		Set<String> known = ClaimsDslProperties.names(ClaimsDslProperties.class);
		while (element < name.getNumberOfElements() - 1 && known.contains(name.getElement(element, Form.ORIGINAL))) {
			known = KNOWN.getOrDefault(name.getElement(element, Form.ORIGINAL), Set.of());
			element += 2;
		}
		int last = Math.min(element, name.getNumberOfElements() - 1);
		String hint = (last > 2 && name.getElement(last - 2, Form.ORIGINAL).equals("claims"))
				? " If the claim's name has a dot, write '[" + name.getElement(last - 1, Form.ORIGINAL) + "."
						+ name.getElement(last, Form.ORIGINAL) + "]'."
				: "";
		String unknown = name.getElement(last, Form.ORIGINAL);
		report(property, "unknown-key", "unknown property '" + unknown + "'",
				DidYouMean.sentence(unknown, known) + hint);
	}

	private void report(ConfigurationProperty property, String code, String message, @Nullable String help) {
		Origin origin = new Origin(property.getName().toString(), PropertyOrigins.location(property.getOrigin()));
		boolean known = this.issues.stream()
			.anyMatch((issue) -> origin.location() != null && origin.location().equals(issue.origin().location()));
		if (!known) {
			this.issues.add(new Issue(code, origin, message, help, null));
		}
	}

}
