package io.github.claimsdsl.expression;

/**
 * Something that an author can write besides inputs: a function, a method or an operator.
 *
 * @param task what it is for, such as {@code Text}; entries of a task follow each other
 * @param form how it is written, such as {@code text.substring(start, end)}
 * @param description what it does, in Markdown with code only; empty if its author does
 * not say
 * @param example an expression that is valid in the language, or empty
 * @param value the value of the example, as JSON; empty if it depends on the token or is
 * not known
 * @since 0.1.0
 */
public record LanguageEntry(String task, String form, String description, String example, String value) {
}
