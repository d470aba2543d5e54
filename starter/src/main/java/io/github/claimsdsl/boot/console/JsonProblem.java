package io.github.claimsdsl.boot.console;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

import org.springframework.util.ClassUtils;

import io.github.claimsdsl.expression.DidYouMean;

/**
 * Describes what is wrong with the JSON of a user, in terms of what the author typed.
 *
 * @param failure Jackson's exception
 */
record JsonProblem(JacksonException failure) {

	private static final Map<Class<?>, String> WORDS = Map.ofEntries(Map.entry(String.class, "a text"),
			Map.entry(Boolean.class, "true or false"), Map.entry(Integer.class, "a whole number of 32 bits"),
			Map.entry(Long.class, "a whole number of 64 bits"), Map.entry(Double.class, "a number"),
			Map.entry(BigDecimal.class, "a number"), Map.entry(BigInteger.class, "a whole number"),
			Map.entry(Instant.class, "a time such as \"2026-01-31T12:00:00Z\""),
			Map.entry(LocalDate.class, "a date such as \"2026-01-31\""), Map.entry(UUID.class, "a UUID"));

	/**
	 * Describes the problem.
	 * @param advice sentences on why a constructor may have failed, each after a space
	 * @return one or more sentences
	 */
	String describe(String advice) {
		if (this.failure instanceof UnrecognizedPropertyException unknown) {
			return unknown(parent(), unknown.getPropertyName(),
					unknown.getKnownPropertyIds().stream().map(String::valueOf).toList()) + place();
		}
		if (this.failure instanceof ValueInstantiationException failed) {
			return threw(failed, advice);
		}
		if (this.failure instanceof InvalidDefinitionException undefined) {
			return path() + " cannot be read from JSON: Jackson cannot create "
					+ article(undefined.getType().getRawClass()) + ". Leave it out, or choose a user by name.";
		}
		if (this.failure instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
			return path() + " should be " + expected(mismatched.getTargetType()) + "." + place();
		}
		return other();
	}

	/** Returns the message for a property that does not exist. */
	static String unknown(String of, String name, Collection<String> known) {
		return "Unknown property '" + name + "' of " + of + ". " + DidYouMean.sentence(name, known);
	}

	private static String threw(ValueInstantiationException failed, String advice) {
		return "The constructor of " + failed.getType().getRawClass().getSimpleName() + " threw "
				+ root(failed).getClass().getSimpleName() + "." + advice;
	}

	private static Throwable root(Throwable thrown) {
		Throwable cause = thrown;
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		return cause;
	}

	private String other() {
		Throwable root = root(this.failure);
		if (!(root instanceof JacksonException)) {
			return path() + " cannot be set: " + root.getClass().getSimpleName() + " was thrown." + place();
		}
		String message = Objects.requireNonNullElse(this.failure.getOriginalMessage(), "")
			.lines()
			.findFirst()
			.orElse("");
		return "This JSON cannot be read: " + message.replaceAll(" \\(start marker at .*", "") + "." + place();
	}

	private static String expected(Class<?> type) {
		Class<?> known = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (known.isEnum()) {
			return TypeWords.constants(known);
		}
		if (Collection.class.isAssignableFrom(known) || known.isArray()) {
			return "an array, in brackets";
		}
		return Objects.requireNonNullElse(WORDS.get(known), known.getName().startsWith("java.lang.") ? article(known)
				: known.getName().startsWith("java.time.") ? article(known) : "an object, in braces");
	}

	static String article(Class<?> type) {
		String name = type.getSimpleName();
		return ("AEIOU".indexOf(name.isEmpty() ? ' ' : name.charAt(0)) >= 0 ? "an " : "a ") + name;
	}

	private String parent() {
		List<JacksonException.Reference> path = this.failure.getPath();
		return path(path.subList(0, Math.max(0, path.size() - 1)));
	}

	private String path() {
		return path(this.failure.getPath());
	}

	private static String path(List<JacksonException.Reference> references) {
		StringBuilder path = new StringBuilder("user");
		references.forEach((step) -> path
			.append((step.getPropertyName() != null) ? "." + step.getPropertyName() : "[" + step.getIndex() + "]"));
		return path.toString();
	}

	private String place() {
		@Nullable TokenStreamLocation location = this.failure.getLocation();
		return (location != null && location.getLineNr() > 0)
				? " Line " + location.getLineNr() + ", column " + location.getColumnNr() + "." : "";
	}

}
