package io.github.claimsdsl.expression;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The functions of a language by name: {@link ClaimFunctions} and the team's own.
 */
final class FunctionLibrary {

	private final Map<String, Function> functions = new TreeMap<>();

	void add(Class<?> type) {
		methods(type).map(Function::of).forEach(this::add);
	}

	private void add(Function function) {
		if (this.functions.putIfAbsent(function.name(), function) != null) {
			throw new IllegalArgumentException("two functions are named '" + function.name() + "'");
		}
	}

	static Stream<Method> methods(Class<?> type) {
		return Stream.of(type.getDeclaredMethods()).filter((method) -> method.isAnnotationPresent(ClaimFunction.class));
	}

	@Nullable Function find(String name) {
		return this.functions.get(name);
	}

	/**
	 * Returns the function with a name and a number of arguments, or {@code null} if
	 * there is none.
	 */
	@Nullable Function find(String name, int arguments) {
		Function function = this.functions.get(name);
		return (function != null && function.parameters().size() == arguments) ? function : null;
	}

	Set<String> names() {
		return this.functions.keySet();
	}

	Collection<Function> all() {
		return this.functions.values();
	}

}
