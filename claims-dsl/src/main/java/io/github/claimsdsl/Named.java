package io.github.claimsdsl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the constants of an enum by the names that policies use for them. Immutable.
 *
 * @param constants the constants, by name
 */
record Named<E extends Enum<E>>(Map<String, E> constants) {

	static <E extends Enum<E>> Named<E> of(E[] constants) {
		return new Named<>(Arrays.stream(constants)
			.collect(Collectors.toUnmodifiableMap((constant) -> lower(constant.name()), Function.identity())));
	}

	Optional<E> find(String value) {
		E constant = this.constants.get(value);
		return Optional.ofNullable((constant != null) ? constant : this.constants.get(lower(value.replace('-', '_'))));
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
