package io.github.claimsdsl.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Limits the placeholders of a draft. Values whose placeholders name other values with
 * several placeholders would otherwise grow exponentially.
 */
final class PlaceholderBounds extends PropertySourcesPlaceholdersResolver {

	/** The most placeholders in one value. */
	private static final int MOST = 100;

	private static final int MOST_TEXT = 400_000;

	private long text;

	PlaceholderBounds(Environment environment) {
		super(environment);
	}

	/**
	 * Checks each value of a source.
	 * @param source the source
	 * @return always {@code true}, so that it can stand in a condition
	 * @throws IllegalArgumentException if a placeholder refers to itself, or if the
	 * placeholders are too many or their values too long
	 */
	boolean check(EnumerablePropertySource<?> source) {
		for (String name : source.getPropertyNames()) {
			Object value = source.getProperty(name);
			if (value instanceof String text && StringUtils.countOccurrencesOf(text, "${") > MOST) {
				throw new IllegalArgumentException("a value has more than " + MOST + " placeholders");
			}
			resolvePlaceholders(value);
		}
		return true;
	}

	@Override
	protected @Nullable String resolvePlaceholder(String placeholder) {
		String value = super.resolvePlaceholder(placeholder);
		this.text += (value != null) ? value.length() + 1 : 0;
		if (this.text > MOST_TEXT) {
			throw new IllegalArgumentException(
					"its placeholders stand for more than " + MOST_TEXT + " characters in all");
		}
		return value;
	}

}
