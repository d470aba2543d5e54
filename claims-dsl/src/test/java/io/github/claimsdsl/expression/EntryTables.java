package io.github.claimsdsl.expression;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The entries of the language as tables of its page.
 */
final class EntryTables {

	private EntryTables() {
	}

	/** A function is called by its name alone, a method on a value. */
	static boolean isFunction(LanguageEntry entry) {
		return entry.form().matches("\\w+\\(.*\\)");
	}

	static boolean isMethod(LanguageEntry entry) {
		return entry.form().matches("\\w+\\.\\w+\\(.*\\)");
	}

	private static List<LanguageEntry> entries() {
		return LanguageEntries.ofFile();
	}

	/** One table for each task. */
	static String methods() {
		return entries().stream()
			.filter(EntryTables::isMethod)
			.map(LanguageEntry::task)
			.distinct()
			.map((task) -> "\n### " + task + "\n\n| method | |\n|---|---|\n" + methods(task))
			.collect(Collectors.joining()) + "\n";
	}

	private static String methods(String task) {
		return entries().stream()
			.filter((entry) -> isMethod(entry) && entry.task().equals(task))
			.map((entry) -> "| `" + entry.form().substring(entry.form().indexOf('.') + 1) + "` | " + entry.description()
					+ " |\n")
			.collect(Collectors.joining());
	}

	static String functions() {
		return "| function | example | for Ann | |\n|---|---|---|---|\n" + entries().stream()
			.filter(EntryTables::isFunction)
			.map((entry) -> "| `" + entry.form() + "` | `" + entry.example() + "` | `" + entry.value() + "` | "
					+ entry.description() + " |\n")
			.collect(Collectors.joining());
	}

}
