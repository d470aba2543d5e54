package io.github.claimsdsl.boot.console;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.spring.endpoint.StoreOutage;

/**
 * Reads from the stores of the application, such as its clients and authorizations.
 */
final class Stores {

	private Stores() {
	}

	/**
	 * Returns what a store has, or {@code null} if it has nothing or cannot read it, for
	 * example because of a value that it does not know. The exception is not logged,
	 * because its message may hold data.
	 * @throws IllegalStateException if the store cannot be reached
	 */
	static <T> @Nullable T read(Supplier<@Nullable T> store) {
		try {
			return store.get();
		}
		catch (RuntimeException ex) {
			if (StoreOutage.isCauseOf(ex)) {
				throw new IllegalStateException("a store cannot be reached", ex);
			}
			return null;
		}
	}

}
