package io.github.claimsdsl.spring;

import java.util.Locale;
import java.util.regex.Pattern;

import io.github.claimsdsl.Origin;
import io.github.claimsdsl.policy.Notation;
import io.github.claimsdsl.policy.Origins;

/**
 * Names a method as it is, and what an annotation states as {@code @attribute}.
 *
 * @param subject the class
 */
record AnnotationOrigins(String subject) implements Origins {

	private static final Pattern DASH = Pattern.compile("-(.)");

	@Override
	public Origin of(String part) {
		int end = part.indexOf(')') + 1;
		String attribute = part.substring(end).replaceFirst("^\\.", "");
		return Origin.of(this.subject + part.substring(0, end) + (attribute.isEmpty() ? ""
				: " @" + DASH.matcher(attribute).replaceAll((dash) -> dash.group(1).toUpperCase(Locale.ROOT))));
	}

	@Override
	public Notation notation() {
		return Notation.ANNOTATION;
	}

}
