package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of the methods that expressions can call on values, by name. They have the
 * names and the meaning that they have in Java. Each annotated static method of a few
 * classes is a row of the table, and its first parameter is the value. A row is never
 * called with {@code null}: if an argument is {@code null}, the result is {@code null},
 * or what the annotation of the row says. Indexes are numbers, and no row changes a
 * value. {@code language.tsv} describes what each row does.
 */
final class MethodTable {

	private static final List<Class<?>> OWNERS = List.of(ValueMethods.class, TextMethods.class, NumberMethods.class,
			TimeMethods.class, CollectionMethods.class);

	static final MethodTable ALL = new MethodTable();

	private final Map<String, List<Function>> byName = new TreeMap<>();

	private MethodTable() {
		OWNERS.stream()
			.flatMap(FunctionLibrary::methods)
			.map(Function::ofMethod)
			.sorted(Comparator.comparing(MethodTable::isOfAny).thenComparing(Function::methodSignature))
			.forEach((row) -> this.byName.computeIfAbsent(row.name(), (name) -> new ArrayList<>()).add(row));
	}

	/**
	 * Tells whether every value has the method. Such rows come after those of particular
	 * types.
	 */
	private static boolean isOfAny(Function row) {
		return row.parameters().get(0).isOf(Object.class);
	}

	/** Tells whether a function is a row of the table. */
	static boolean has(Function function) {
		return OWNERS.contains(function.owner());
	}

	/** Returns all rows, grouped by the name of the method. */
	Collection<List<Function>> rows() {
		return this.byName.values();
	}

	/** Returns the names of the methods that a value of a type has. */
	List<String> names(Type receiver) {
		return this.byName.entrySet()
			.stream()
			.filter((rows) -> rows.getValue().stream().anyMatch((row) -> isOf(row, receiver)))
			.map(Map.Entry::getKey)
			.toList();
	}

	/** Returns a sentence that lists the methods of values of a type. */
	String sentence(Type receiver) {
		List<String> names = names(receiver);
		return names.isEmpty() ? "Read the properties of an object by their names."
				: "Its methods are " + String.join(", ", names) + ".";
	}

	/** Returns the methods of a name that a value of a type has. */
	List<Function> find(Type receiver, String name) {
		return this.byName.getOrDefault(name, List.of()).stream().filter((row) -> isOf(row, receiver)).toList();
	}

	/**
	 * Returns the methods of a name and a number of arguments that a value of a type has.
	 */
	List<Function> find(Type receiver, String name, int arguments) {
		return find(receiver, name).stream().filter((row) -> row.parameters().size() == arguments + 1).toList();
	}

	private static boolean isOf(Function row, Type receiver) {
		boolean container = receiver.isCollection() || receiver.is(Type.Kind.MAP);
		return !(container && row.name().equals("toString"))
				&& row.parameters().get(0).accepts(receiver.withNullable(false));
	}

}
