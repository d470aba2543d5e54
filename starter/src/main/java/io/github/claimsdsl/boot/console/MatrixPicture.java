package io.github.claimsdsl.boot.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.claimsdsl.TokenType;

/**
 * The matrix as a picture: a table of claims by audiences, in groups.
 *
 * @param columns the columns
 * @param groups the groups of rows
 */
record MatrixPicture(SortedSet<MatrixColumn> columns, List<Group> groups) {

	/**
	 * Rows that belong together.
	 *
	 * @param title what the rows have in common
	 * @param rows the rows
	 */
	record Group(Title title, Collection<Row> rows) {
	}

	/**
	 * What the rows of a group have in common.
	 *
	 * @param denials whether the rows are denials, not claims
	 * @param namespace the namespace of the claims, or an empty text
	 */
	record Title(boolean denials, String namespace) implements Comparable<Title> {

		private static final Comparator<Title> ORDER = Comparator.comparing(Title::denials)
			.reversed()
			.thenComparing(Title::namespace);

		@Override
		public int compareTo(Title other) {
			return ORDER.compare(this, other);
		}

		@Override
		public String toString() {
			if (this.denials) {
				return "Denials";
			}
			return this.namespace.isEmpty() ? "Claims without a namespace" : this.namespace;
		}

	}

	/**
	 * A claim or a denial.
	 *
	 * @param name the full name of the claim, or the id of the denial
	 * @param label the part of the name that is not in the title of the group
	 * @param error the OAuth error code of a denial, or an empty text
	 * @param cells the marks, by column
	 */
	record Row(String name, String label, String error, SortedMap<MatrixColumn, Map<String, MatrixMark>> cells) {

		/** Returns the marks of a cell. */
		Collection<MatrixMark> marks(MatrixColumn column) {
			return this.cells.getOrDefault(column, Map.of()).values();
		}

		private void add(MatrixLine line, MatrixRule rule) {
			Map<String, MatrixMark> cell = this.cells.computeIfAbsent(MatrixColumn.of(line.reach()),
					(absent) -> new LinkedHashMap<>());
			TokenType type = MatrixColumn.type(line.reach());
			cell.computeIfAbsent(type + " " + rule.id(), (absent) -> new MatrixMark(type, rule)).add(line.reach());
		}

	}

	static MatrixPicture of(List<MatrixLine> lines, Map<String, MatrixRule> rules, Collection<String> namespaces) {
		SortedSet<MatrixColumn> columns = new TreeSet<>();
		SortedMap<Title, SortedMap<String, Row>> groups = new TreeMap<>();
		for (MatrixLine line : lines) {
			columns.add(MatrixColumn.of(line.reach()));
			for (String id : line.rules()) {
				MatrixRule rule = Objects.requireNonNull(rules.get(id));
				Row row = row(line, rule, namespaces);
				Title title = new Title(rule.denial(),
						row.name().substring(0, row.name().length() - row.label().length()));
				groups.computeIfAbsent(title, (absent) -> new TreeMap<>())
					.computeIfAbsent(row.name(), (absent) -> row)
					.add(line, rule);
			}
		}
		return new MatrixPicture(columns,
				groups.entrySet()
					.stream()
					.map((group) -> new Group(group.getKey(), group.getValue().values()))
					.toList());
	}

	private static Row row(MatrixLine line, MatrixRule rule, Collection<String> namespaces) {
		if (rule.denial()) {
			return new Row(rule.id(), rule.id(), rule.error(), new TreeMap<>());
		}
		String claim = line.reach().claim();
		int prefix = namespaces.stream()
			.filter((namespace) -> claim.startsWith(namespace) && !claim.equals(namespace))
			.mapToInt(String::length)
			.max()
			.orElse(0);
		return new Row(claim, claim.substring(prefix), "", new TreeMap<>());
	}

	boolean isEmpty() {
		return this.groups.isEmpty();
	}

	/** Returns the number of marks. */
	int size() {
		return this.groups.stream()
			.flatMap((group) -> group.rows().stream())
			.flatMap((row) -> row.cells().values().stream())
			.mapToInt(Map::size)
			.sum();
	}

}
