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
 * Finds what expressions of this server can read of an input, as the checker has it.
 */
final class ReadableInputs {

	/** How many of an input are listed; a graph of entities has no end. */
	static final int MOST = 200;

	private static final int DEEPEST = 4;

	private static final String PARAMETERS = "request.parameters";

	private final Schema schema;

	private final BiPredicate<String, TokenType> valid;

	private final List<ReadableInput> found = new ArrayList<>();

	/**
	 * Prepares the search.
	 * @param schema what expressions can read
	 * @param valid tells whether an expression is the value of a rule for a token
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
	 * Where a value stands.
	 *
	 * @param path how it is written, from the input or from {@code $}
	 * @param list the list whose element {@code $} is, or {@code null}
	 * @param outer the classes of the objects around it
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

		/** Of each element there is a value, in a list. */
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

	/** A map of a client, where nothing is declared for it. */
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

	/** A property of what may be null may be null. */
	private static Type nullable(Type property, Type object) {
		return object.nullable() ? property.orNull() : property;
	}

}
