package io.github.claimsdsl.spring.rule;

import java.util.Locale;
import java.util.regex.Pattern;

import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.Notation;

/**
 * Names the origin of what annotations declare: the class or method and, for the
 * attribute of an annotation, {@code @attribute}.
 *
 * @param subject the class or method
 */
record AnnotationDeclaration(String subject) implements Declaration {

	private static final Pattern DASH = Pattern.compile("-(.)");

	@Override
	public Origin origin() {
		return Origin.of(this.subject);
	}

	@Override
	public Origin of(String attribute) {
		return Origin.of(this.subject + " @"
				+ DASH.matcher(attribute).replaceAll((dash) -> dash.group(1).toUpperCase(Locale.ROOT)));
	}

	@Override
	public Notation notation() {
		return Notation.ANNOTATION;
	}

}
