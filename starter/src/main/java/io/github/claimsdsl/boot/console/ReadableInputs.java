package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.expression.Type.Kind;

/**
 * Finds the properties of an input that expressions can read on this server. It asks the
 * checker of expressions.
 */
final class ReadableInputs {

	/**
	 * The most properties of an input that are listed. A graph of entities has no end.
	 */
	static final int MOST = 200;

	private static final int DEEPEST = 4;

	private static final String PARAMETERS = "request.parameters";

	private final Schema schema;

	private final BiPredicate<String, TokenType> valid;

	private final List<ReadableInput> found = new ArrayList<>();

	/**
	 * Prepares the search.
	 * @param schema the inputs and properties that expressions can read
	 * @param valid tests whether an expression is valid as the value of a rule for a kind
	 * of token
	 */
	ReadableInputs(Schema schema, BiPredicate<String, TokenType> valid) {
		this.schema = schema;
		this.valid = valid;
	}

	List<ReadableInput> of(String input) {
		Type type = this.schema.inputs().get(input);
		if (type != null) {
			add(new Place(input, null, Set.of()), type);
		}
		return this.found;
	}

	/**
	 * The place of a value.
	 *
	 * @param path how an expression names it, from the input or from {@code $}
	 * @param list the list whose element {@code $} is, or {@code null}
	 * @param outer the classes of the objects that hold it
	 */
	private record Place(String path, @Nullable String list, Set<String> outer) {

		String text() {
			return (this.list != null) ? "(" + this.path + " in " + this.list + ")" : this.path;
		}

		Place at(String name) {
			boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*");
			return new Place(plain ? this.path + "." + name : this.path + "['" + name + "']", this.list, this.outer);
		}

		Place in(Type type) {
			Set<String> seen = new TreeSet<>(this.outer);
			seen.add(String.valueOf(type.bean()));
			return new Place(this.path, this.list, seen);
		}

		Place element() {
			return new Place("$", this.path, this.outer);
		}

		/**
		 * Returns the type of the value. In a projection it is a list with one value for
		 * each element.
		 */
		Type type(Type value) {
			return (this.list != null) ? Type.listOf(value).orNull() : value;
		}

	}

	private void add(Place place, Type type) {
		if (place.path().equals(PARAMETERS)) {
			this.schema.parameters().stream().sorted().forEach((name) -> add(place.at(name), Type.TEXT.orNull()));
			return;
		}
		if (this.found.size() >= MOST) {
			return;
		}
		String text = place.text();
		List<TokenType> where = Stream.of(TokenType.values()).filter((token) -> this.valid.test(text, token)).toList();
		boolean root = place.outer().isEmpty() && isObject(type) && !type.nullable();
		boolean listed = !root && !isEmpty(type) && (!where.isEmpty() || isObject(type) || type.bean() != null);
		if (listed) {
			this.found.add(new ReadableInput(text, new TypeWords(place.type(type)).phrase(), where));
		}
		if (isObject(type)) {
			addProperties(place, type);
		}
	}

	/**
	 * Returns whether an object has no properties, such as the settings of a client if
	 * none is declared.
	 */
	private boolean isEmpty(Type type) {
		return type.kind() == Kind.BEAN && this.schema.properties(type).isEmpty();
	}

	private static boolean isObject(Type type) {
		return type.kind() == Kind.BEAN
				|| (isList(type) && type.element() != null && type.element().kind() == Kind.BEAN);
	}

	private static boolean isList(Type type) {
		return type.kind() == Kind.LIST || type.kind() == Kind.SET;
	}

	private void addProperties(Place place, Type type) {
		Type object = (isList(type) && type.element() != null) ? type.element() : type;
		boolean nested = isList(type) && place.list() != null;
		if (nested || place.outer().size() >= DEEPEST || place.outer().contains(String.valueOf(object.bean()))) {
			return;
		}
		Place inside = (isList(type) ? place.element() : place).in(object);
		for (Map.Entry<String, Type> property : this.schema.properties(object).entrySet()) {
			add(inside.at(property.getKey()), nullable(property.getValue(), object));
		}
	}

	/** Returns the type of a property, which may be null if its object may be null. */
	private static Type nullable(Type property, Type object) {
		return object.nullable() ? property.orNull() : property;
	}

}
