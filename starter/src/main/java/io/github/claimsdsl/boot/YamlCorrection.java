package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * How to correct a line that YAML cannot read. Each correction is parsed before it is
 * shown.
 *
 * @param reason why YAML cannot read the line
 * @param help what to do, as a sentence
 * @param line the corrected line or lines, or {@code null} if there is no correction
 */
record YamlCorrection(String reason, String help, @Nullable String line) {

	private static final String DUPLICATE = "found duplicate key ";

	private static final String QUOTE = "Put the expression in double quotes.";

	/** What YAML makes of the first character of a value. */
	private static final Map<Character, String> FIRST = Map.ofEntries(
			Map.entry('!', "YAML reads '!' as the start of a tag"),
			Map.entry('*', "YAML reads '*' as the start of an alias"),
			Map.entry('&', "YAML reads '&' as the start of an anchor"),
			Map.entry('@', "a value in YAML cannot start with '@'"),
			Map.entry('`', "a value in YAML cannot start with '`'"),
			Map.entry('%', "a value in YAML cannot start with '%'"),
			Map.entry('>', "YAML reads '>' as the start of a text of several lines"),
			Map.entry('|', "YAML reads '|' as the start of a text of several lines"),
			Map.entry('-', "YAML reads '-' as the start of a list"),
			Map.entry('[', "YAML reads '[' as the start of a list"),
			Map.entry('{', "YAML reads '{' as the start of a map"),
			Map.entry('"', "YAML reads a value only up to its closing quote"),
			Map.entry('\'', "YAML reads a value only up to its closing quote"));

	/** The keys that hold other keys, which stand on lines of their own. */
	private static final Set<String> HOLDERS = Set.of("claims-dsl", "audiences", "policies", "claims", "deny", "user",
			"attributes", "client", "settings");

	private static final Pattern KEY = Pattern.compile("(?:^\\s*(?:- +)*|[{,]\\s*)(['\"]?)[\\w.\\[\\]:/-]+\\1:\\s+");

	private static final Pattern ITEM = Pattern.compile("^\\s*(?:- +)+");

	private static final Pattern TWO_KEYS = Pattern
		.compile("(\\s*(?:- +)*)([\\w-]+):\\s+((['\"]?)[^\\s'\"]+\\4:(\\s.*)?)");

	private static final Pattern END_IN_BRACES = Pattern.compile(",\\s*[\\w-]+:\\s|\\s*[}\\]]+\\s*(,.*)?$");

	private static final Pattern COMMENT = Pattern.compile("\\s+#[^'\"]*$|\\s+$");

	/** A backslash that starts no escape of YAML. */
	private static final Pattern NO_ESCAPE = Pattern.compile("\\\\(?![\\\\\"/abefnrtvxuUNLP_0 ])");

	/**
	 * Returns the correction of a line.
	 * @param cause what the parser says
	 * @param source the file
	 * @param mark the place in the line
	 * @return the correction, without a line if none is found
	 */
	static YamlCorrection of(MarkedYAMLException cause, YamlSource source, Mark mark) {
		String line = String.valueOf(source.line(mark.getLine()));
		String problem = String.valueOf(cause.getProblem());
		return candidates(problem, source, mark, line).stream()
			.filter((correction) -> correction.isReadable(source, mark.getLine()))
			.findFirst()
			.orElseGet(() -> without(problem));
	}

	private static YamlCorrection without(String problem) {
		return problem.startsWith(DUPLICATE)
				? new YamlCorrection(
						"the key '" + problem.substring(DUPLICATE.length()) + "' stands twice below the same key",
						"Remove one of them.", null)
				: new YamlCorrection("YAML cannot read this line: " + problem.strip(),
						"Check the indentation, and that each bracket and each quote is closed.", null);
	}

	private static List<YamlCorrection> candidates(String problem, YamlSource source, Mark mark, String line) {
		List<YamlCorrection> candidates = new ArrayList<>();
		if (problem.startsWith(DUPLICATE)) {
			return candidates;
		}
		String blank = line.substring(0, line.length() - line.stripLeading().length());
		if (blank.contains("\t")) {
			candidates.add(new YamlCorrection("YAML does not allow tabs for indentation", "Use spaces.",
					indentation(source, mark.getLine()) + line.strip()));
		}
		Matcher two = TWO_KEYS.matcher(line);
		if (two.matches() && HOLDERS.contains(two.group(2))) {
			String below = "\n" + two.group(1).replace('-', ' ') + "  " + two.group(3);
			candidates.add(new YamlCorrection("two keys stand on one line", "Write each on a line of its own.",
					two.group(1) + two.group(2) + ":" + below));
		}
		if (problem.contains("unknown escape")) {
			candidates.add(new YamlCorrection("in double quotes, YAML reads '\\' as the start of an escape",
					"Double it.", NO_ESCAPE.matcher(line).replaceAll("\\\\\\\\")));
		}
		int start = start(line, mark.getColumn());
		String open = unclosed(line.substring(start));
		if (open != null) {
			candidates
				.add(new YamlCorrection((open.matches("['\"]") ? "the quote" : "'" + open + "'") + " is never closed",
						"Close it.", line.stripTrailing() + (open.equals("{") ? " }" : open.equals("[") ? "]" : open)));
		}
		candidates
			.add((start > 0) ? new YamlCorrection(reason(problem, line.substring(start)), QUOTE, quoted(line, start))
					: new YamlCorrection("the line does not start below the lines before it",
							"Start it in the same column.", indentation(source, mark.getLine()) + line.strip()));
		return candidates;
	}

	/** Returns the indentation of the lines before, which are of the same block. */
	private static String indentation(YamlSource source, int index) {
		for (int i = index - 1; i >= 0; i--) {
			String line = String.valueOf(source.line(i));
			if (!line.isBlank() && !line.strip().startsWith("#") && !line.startsWith("\t")) {
				String blank = line.substring(0, line.length() - line.stripLeading().length());
				return blank.replace("\t", "") + (line.stripTrailing().endsWith(":") ? "  " : "");
			}
		}
		return "  ";
	}

	/** Returns where the value starts that a column belongs to. */
	private static int start(String line, int column) {
		int start = 0;
		Matcher item = ITEM.matcher(line);
		if (item.find()) {
			start = item.end();
		}
		Matcher key = KEY.matcher(line);
		for (int from = 0; key.find(from)
				&& key.end() <= Math.max(column, 1); from = Math.max(key.end() - 1, from + 1)) {
			start = key.end();
		}
		return start;
	}

	/** Returns what the value leaves open, or {@code null} if it leaves nothing open. */
	private static @Nullable String unclosed(String value) {
		for (String quote : List.of("\"", "'")) {
			if (value.startsWith(quote) && value.indexOf(quote, 1) < 0) {
				return quote;
			}
		}
		return (value.startsWith("{") && !value.contains("}")) ? "{"
				: (value.startsWith("[") && !value.contains("]")) ? "[" : null;
	}

	private static String reason(String problem, String value) {
		String first = value.isEmpty() ? null : FIRST.get(value.charAt(0));
		if (first != null) {
			return first;
		}
		return (problem.startsWith("mapping values") || value.contains(" : ")) ? "YAML reads ': ' as the end of a key"
				: "YAML cannot read this value";
	}

	private static String quoted(String line, int start) {
		String rest = line.substring(start);
		boolean inBraces = line.substring(0, start).matches(".*[{\\[][^}\\]]*");
		Matcher end = (inBraces ? END_IN_BRACES : COMMENT).matcher(rest);
		int length = end.find() ? end.start() : rest.length();
		String value = rest.substring(0, length);
		String text = value.contains("'") ? value : value.replace('"', '\'');
		return line.substring(0, start) + Written.quoted(text) + rest.substring(length);
	}

	/** Returns whether YAML can read the corrected lines and what is before them. */
	private boolean isReadable(YamlSource source, int index) {
		if (this.line == null || this.line.equals(source.line(index))) {
			return false;
		}
		List<String> lines = new ArrayList<>(source.lines());
		lines.set(index, this.line);
		int last = index + (int) this.line.chars().filter((c) -> c == '\n').count();
		try {
			new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(String.join("\n", lines)).forEach((document) -> {
			});
			return true;
		}
		catch (MarkedYAMLException ex) {
			return first(ex) > last;
		}
		catch (YAMLException ex) {
			return false;
		}
	}

	/** Returns the first line that the parser complains about. */
	private static int first(MarkedYAMLException ex) {
		Mark start = inScalarOrBraces(ex) ? ex.getContextMark() : null;
		Mark mark = (start != null) ? start : ex.getProblemMark();
		return (mark != null) ? mark.getLine() : 0;
	}

	/**
	 * Returns whether the context of a problem is a value. Otherwise it is the whole
	 * block around it.
	 */
	static boolean inScalarOrBraces(MarkedYAMLException ex) {
		String context = String.valueOf(ex.getContext());
		return context.contains("flow") || context.contains("quoted");
	}

}
