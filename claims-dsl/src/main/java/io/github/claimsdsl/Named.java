package io.github.claimsdsl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the constants of an enum by the names that policies use for them.
 */
final class Named {

	private Named() {
	}

	static <E extends Enum<E>> Optional<E> find(E[] constants, String value) {
		String name = value.replace('-', '_').toUpperCase(Locale.ROOT);
		return Arrays.stream(constants).filter((constant) -> constant.name().equals(name)).findFirst();
	}

}
