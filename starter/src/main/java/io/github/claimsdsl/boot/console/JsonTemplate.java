package io.github.claimsdsl.boot.console;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;

/**
 * Writes JSON of a user for an author to start with. It has each property that
 * expressions can read. The value of a text property is the name of the property.
 *
 * @param schema the inputs and properties that expressions can read
 */
record JsonTemplate(Schema schema) {

	private static final int DEEPEST = 4;

	String write() {
		Type user = this.schema.inputs().get("user");
		return (user != null) ? TokenSection.indented(object(user, Set.of())) : "{}";
	}

	private Map<String, @Nullable Object> object(Type type, Set<String> outer) {
		Set<String> seen = new TreeSet<>(outer);
		seen.add(String.valueOf(type.bean()));
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		this.schema.properties(type).forEach((name, property) -> object.put(name, value(name, property, seen)));
		return object;
	}

	private @Nullable Object value(String name, Type type, Set<String> outer) {
		return switch (type.kind()) {
			case TEXT -> name;
			case NUMBER -> 0;
			case BOOLEAN -> false;
			case TIME -> "2026-01-31T12:00:00Z";
			case DATE -> "2026-01-31";
			case UUID -> "00000000-0000-4000-8000-000000000000";
			case ENUM -> TypeWords.constantsOf(type.bean()).stream().findFirst().orElse(null);
			case LIST, SET -> elements(name, type, outer);
			case MAP -> Map.of();
			case BEAN -> canBeMade(type, outer) ? object(type, outer) : null;
			case NULL, ANY -> null;
		};
	}

	private List<Object> elements(String name, Type type, Set<String> outer) {
		Object element = (type.element() != null) ? value(name, type.element(), outer) : null;
		return (element != null) ? List.of(element) : List.of();
	}

	private static boolean canBeMade(Type type, Set<String> outer) {
		return type.bean() != null && !Modifier.isAbstract(type.bean().getModifiers()) && outer.size() < DEEPEST
				&& !outer.contains(type.bean().toString());
	}

}
