package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes the text of a YAML file at random, as a slip of its author would.
 */
final class YamlMutation {

	private static final List<String> VALUES = List.of("no", "on", "0123", "1_000", "", "~", "[]", "{}", "[a, b]",
			"{ a: b }", "true", "any", "'x'", "\"\"", "${missing}", "0", "null", "1.0", "- x", "|", "user.email");

	private static final List<String> KEYS = List.of("audience", "audiences", "grant-type", "client", "clients",
			"scope", "scopes", "token-type", "issuance", "subject", "mode", "namespace", "order", "when", "claims",
			"deny", "error", "description", "value", "required", "on-error", "error-description", "id", "policies",
			"api-clients", "default-for", "token-profile", "user", "on", "no", "0", "'[x.y]'", "a.b", "a$b");

	private static final String MARKS = "[]{}:,-\"'#&*!|>%@`$.= ";

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABZ0123456789-_./:$ ";

	private final Random random;

	private final List<String> lines;

	/** The first line that is changed. */
	private final int first;

	private String description = "";

	YamlMutation(Random random, String text) {
		this.random = random;
		this.lines = text.lines().collect(Collectors.toCollection(ArrayList::new));
		this.first = IntStream.range(0, this.lines.size())
			.filter((line) -> this.lines.get(line).startsWith("claims-dsl"))
			.findFirst()
			.orElse(0);
	}

	/** Changes the text once more. */
	YamlMutation mutate() {
		int line = this.first + this.random.nextInt(this.lines.size() - this.first);
		int kind = this.random.nextInt(19);
		switch (kind) {
			case 0 -> edit("drop a dash", line,
					this.lines.get(line).replaceFirst("- ", this.random.nextBoolean() ? "" : "  "));
			case 1 -> edit("add a dash", line, this.lines.get(line).replaceFirst("\\S", "- $0"));
			case 2 -> indent("indent a line", line, line + 1);
			case 3 -> indent("indent a block", line, end(line));
			case 4, 5 -> letter(line);
			case 6 -> remove("delete a line", line, line + 1);
			case 7 -> move("duplicate", line, this.random.nextBoolean() ? line + 1 : end(line), false);
			case 8 -> move("move", line, this.random.nextBoolean() ? line + 1 : end(line), true);
			case 9 -> mark(line);
			case 10 -> edit("drop a mark", line, without(this.lines.get(line)));
			case 11 -> rename(line);
			case 12 -> inner("rename an inner key", line, "([{,] *)[^:,{}]+:", "$1" + quoted(pick(KEYS) + ":"));
			case 13 -> edit("change a value", line,
					this.lines.get(line).replaceFirst(": *\\S.*$|:$", quoted(": " + pick(VALUES))));
			case 14 -> inner("change an inner value", line, ": [^,{}]+", quoted(": " + pick(VALUES)));
			case 15 -> inner("change an element", line, "[\\[,] *[^,\\[\\]]+",
					"$0" + quoted(pick(List.of("x", ",", " no", "\", \""))));
			case 16 -> respell(line);
			case 17 -> remove("delete a block", line, end(line));
			default -> duplicateRespelled(line);
		}
		return this;
	}

	String text() {
		return String.join("\n", this.lines) + "\n";
	}

	@Override
	public String toString() {
		return this.description;
	}

	private String pick(List<String> from) {
		return from.get(this.random.nextInt(from.size()));
	}

	private static String quoted(String replacement) {
		return replacement.replace("$", "\\$");
	}

	private void edit(String what, int line, String replacement) {
		note(what + " in line " + (line + 1) + ": '" + this.lines.get(line).strip() + "' becomes '"
				+ replacement.strip() + "'");
		this.lines.set(line, replacement);
	}

	private void note(String text) {
		this.description += (this.description.isEmpty() ? "" : "; ") + text;
	}

	/** The end of the block that a line starts. */
	private int end(int line) {
		int indent = indentation(line);
		int end = line + 1;
		while (end < this.lines.size() && indentation(end) > indent) {
			end++;
		}
		return end;
	}

	private int indentation(int line) {
		String text = this.lines.get(line);
		return text.length() - text.stripLeading().length();
	}

	private void indent(String what, int from, int to) {
		int by = List.of(-6, -4, -2, -2, -1, 1, 2, 2, 4).get(this.random.nextInt(9));
		note(what + " by " + by + " from line " + (from + 1) + " to " + to);
		for (int line = from; line < to; line++) {
			String text = this.lines.get(line);
			this.lines.set(line, (by > 0) ? " ".repeat(by) + text : text.substring(Math.min(-by, indentation(line))));
		}
	}

	private void rename(int line) {
		String text = this.lines.get(line);
		if (!text.equals("claims-dsl:")) {
			edit("rename a key", line, text.replaceFirst("[\\w'\\[-][^:,{]*:", quoted(pick(KEYS) + ":")));
		}
	}

	private void letter(int line) {
		StringBuilder text = new StringBuilder(this.lines.get(line));
		int from = indentation(line);
		if (text.length() - from < 2) {
			return;
		}
		int at = from + this.random.nextInt(text.length() - from - 1);
		char other = LETTERS.charAt(this.random.nextInt(LETTERS.length()));
		switch (this.random.nextInt(5)) {
			case 0 -> text.deleteCharAt(at);
			case 1 -> text.insert(at, text.charAt(at));
			case 2 -> text.insert(at + 2, text.charAt(at)).deleteCharAt(at);
			case 3 -> text.setCharAt(at, other);
			default -> text.insert(at, other);
		}
		edit("a letter", line, text.toString());
	}

	private void mark(int line) {
		StringBuilder text = new StringBuilder(this.lines.get(line));
		text.insert(this.random.nextInt(text.length() + 1), MARKS.charAt(this.random.nextInt(MARKS.length())));
		edit("add a mark", line, text.toString());
	}

	private String without(String text) {
		List<Integer> marks = IntStream.range(0, text.length())
			.filter((at) -> text.charAt(at) != ' ' && MARKS.indexOf(text.charAt(at)) >= 0)
			.boxed()
			.toList();
		return marks.isEmpty() ? text
				: new StringBuilder(text).deleteCharAt(marks.get(this.random.nextInt(marks.size()))).toString();
	}

	private void inner(String what, int line, String pattern, String replacement) {
		String text = this.lines.get(line);
		List<Integer> starts = new ArrayList<>();
		java.util.regex.Pattern.compile(pattern).matcher(text).results().forEach((match) -> starts.add(match.start()));
		if (!starts.isEmpty()) {
			int start = starts.get(this.random.nextInt(starts.size()));
			edit(what, line, text.substring(0, start) + text.substring(start).replaceFirst(pattern, replacement));
		}
	}

	private void remove(String what, int from, int to) {
		if (to - from < this.lines.size() - this.first) {
			note(what + " from line " + (from + 1) + " to " + to);
			this.lines.subList(from, to).clear();
		}
	}

	/**
	 * Puts lines elsewhere, with the indentation they have or the one they find there.
	 */
	private void move(String what, int from, int to, boolean removed) {
		List<String> block = new ArrayList<>(this.lines.subList(from, to));
		int target = this.first + 1 + this.random.nextInt(this.lines.size() - this.first);
		if (this.random.nextBoolean() && target < this.lines.size()) {
			int by = indentation(target) - indentation(from);
			block.replaceAll((line) -> (by > 0) ? " ".repeat(by) + line
					: line.substring(Math.min(-by, line.length() - line.stripLeading().length())));
		}
		note(what + " lines " + (from + 1) + " to " + to + " before line " + (target + 1) + ": "
				+ block.get(0).strip());
		this.lines.addAll(target, block);
		if (removed) {
			int shifted = (target <= from) ? from + block.size() : from;
			this.lines.subList(shifted, shifted + block.size()).clear();
		}
	}

	private void respell(int line) {
		edit("respell", line, respelled(this.lines.get(line)));
	}

	private String respelled(String text) {
		int end = text.indexOf(':');
		if (end < 0) {
			return text;
		}
		String key = text.substring(0, end);
		int start = key.length() - key.stripLeading().length();
		String name = key.substring(start);
		String other = switch (this.random.nextInt(4)) {
			case 0 -> name.toUpperCase(java.util.Locale.ROOT);
			case 1 -> name.replace('-', '_');
			case 2 -> name.replace("-", "");
			default -> name.substring(0, name.length() / 2) + "_" + name.substring(name.length() / 2);
		};
		return key.substring(0, start) + other + text.substring(end);
	}

	/** Two lines that set one property, with different values. */
	private void duplicateRespelled(int line) {
		int end = end(line);
		List<String> block = new ArrayList<>(this.lines.subList(line, end));
		block.set(0, respelled(block.get(0)));
		Collections.replaceAll(block, block.get(block.size() - 1),
				block.get(block.size() - 1).replaceFirst("(: *)(\\w)", "$1z$2"));
		note("duplicate with another spelling: " + block.get(0).strip());
		this.lines.addAll(this.random.nextBoolean() ? line : end, block);
	}

}
