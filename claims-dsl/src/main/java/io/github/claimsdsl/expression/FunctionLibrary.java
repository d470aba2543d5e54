package io.github.claimsdsl.expression;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The functions of a language: {@link ClaimFunctions} and the team's own.
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

	Map<String, Function> functions() {
		return this.functions;
	}

}
