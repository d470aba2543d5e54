package io.github.claimsdsl.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of methods as a page shows it: from the comments of {@link ClaimMethods}.
 */
final class MethodSentences {

	private static final Path SOURCE = Path
		.of("src/main/java/io/github/claimsdsl/expression/" + ClaimMethods.class.getSimpleName() + ".java");

	private static final Pattern HEADING = Pattern.compile("(?m)^\t// (.+)$");

	private static final Pattern METHOD = Pattern.compile("/\\*\\*((?:(?!\\*/)(?s:.))*)\\*/\\s*"
			+ "@ClaimFunction(?:\\([^)]*\\))?\\s*(?:@SuppressWarnings\\([^)]*\\)\\s*)?"
			+ "static (?:<T> )?\\S+ (\\w+)\\(([^{]*)\\) \\{");

	private static final Pattern CODE = Pattern.compile("\\{@code ([^}]+)}");

	/** The words for Java's types, as signatures have them. */
	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("Object", "value"),
			Map.entry("String", "text"), Map.entry("Number", "number"), Map.entry("Enum<?>", "enum constant"),
			Map.entry("UUID", "UUID"), Map.entry("Instant", "time"), Map.entry("LocalDate", "date"),
			Map.entry("Collection<?>", "collection"), Map.entry("List<?>", "list"), Map.entry("List<T>", "list"),
			Map.entry("Map<String,?>", "map"));

	private MethodSentences() {
	}

	/**
	 * A row of the table.
	 *
	 * @param heading the kind of values that have the method
	 * @param signature the signature, as messages have it
	 * @param call how it is called
	 * @param sentence what it does
	 */
	record Row(String heading, String signature, String call, String sentence) {

		String line() {
			return "| `" + this.call + "` | " + this.sentence + " |";
		}

	}

	static List<Row> rows() throws IOException {
		String source = Files.readString(SOURCE);
		List<MatchResult> headings = HEADING.matcher(source).results().toList();
		return METHOD.matcher(source).results().map((method) -> row(heading(headings, method), method)).toList();
	}

	private static String heading(List<MatchResult> headings, MatchResult method) {
		return headings.stream()
			.filter((heading) -> heading.start() < method.start())
			.reduce((first, second) -> second)
			.orElseThrow()
			.group(1);
	}

	private static Row row(String heading, MatchResult method) {
		String sentence = method.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " ").strip();
		List<String> types = new ArrayList<>();
		List<String> names = new ArrayList<>();
		for (String parameter : method.group(3).replace("String, ?", "String,?").split(",\\s+")) {
			String[] words = parameter.split(" ");
			boolean pattern = words[0].equals("@ClaimFunction.Pattern");
			String name = words[words.length - 1];
			names.add(pattern ? "'" + name + "'" : name);
			types.add(pattern ? "'pattern'" : TYPES.getOrDefault(words[words.length - 2], "?"));
		}
		return new Row(heading, "(" + types.get(0) + ")." + method.group(2) + joined(types),
				method.group(2) + joined(names), CODE.matcher(sentence).replaceAll("`$1`"));
	}

	private static String joined(List<String> parameters) {
		return "(" + String.join(", ", parameters.subList(1, parameters.size())) + ")";
	}

	/** The tables of all methods, one for each kind of value. */
	static String tables() throws IOException {
		List<Row> rows = rows();
		StringBuilder tables = new StringBuilder();
		for (String heading : rows.stream().map(Row::heading).distinct().toList()) {
			tables.append("\n### ").append(heading).append("\n\n| method | |\n|---|---|\n");
			of(rows, heading).forEach((row) -> tables.append(row.line()).append("\n"));
		}
		return tables.append("\n").toString();
	}

	private static Stream<Row> of(List<Row> rows, String heading) {
		return rows.stream().filter((row) -> row.heading().equals(heading));
	}

}
