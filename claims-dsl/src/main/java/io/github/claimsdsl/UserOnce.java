package io.github.claimsdsl;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads the application's user at the first call and keeps it. If the source throws,
 * every later call throws the same exception. Not thread-safe.
 */
final class UserOnce {

	private final Supplier<? extends @Nullable Object> source;

	private boolean loaded;

	private @Nullable Object user;

	private @Nullable Throwable failure;

	UserOnce(Supplier<? extends @Nullable Object> source) {
		this.source = source;
	}

	@Nullable Object get() {
		if (!this.loaded) {
			this.loaded = true;
			load();
		}
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure instanceof RuntimeException exception) {
			throw exception;
		}
		return this.user;
	}

	private void load() {
		try {
			this.user = this.source.get();
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
		}
	}

	/**
	 * Returns the same user for another request. If the user fails to load there, that
	 * does not count as a failure here.
	 */
	UserOnce share() {
		return new UserOnce(this::loadForOther);
	}

	private @Nullable Object loadForOther() {
		if (this.loaded) {
			return get();
		}
		Object other = this.source.get();
		this.user = other;
		this.loaded = true;
		return other;
	}

	boolean hasFailed() {
		return this.failure != null;
	}

}
