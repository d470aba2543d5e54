package io.github.claimsdsl.expression;

/**
 * Something that an author can write besides inputs: a function, a method or an operator.
 * Immutable.
 *
 * @param task the task that the entry is for, such as {@code Text}; the entries of a task
 * follow each other
 * @param form how the entry is written, such as {@code text.substring(start, end)}
 * @param description what the entry does, in Markdown that has no markup except code;
 * empty if there is no description
 * @param example a valid expression that uses the entry, or an empty text
 * @param value the value of the example, as JSON; empty if it depends on the token or is
 * not known
 * @since 0.1.0
 */
public record LanguageEntry(String task, String form, String description, String example, String value) {
}
