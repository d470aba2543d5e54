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

	/** What the source threw for another request. */
	private @Nullable Throwable otherFailure;

	UserOnce(Supplier<? extends @Nullable Object> source) {
		this.source = source;
	}

	@Nullable Object get() {
		if (!this.loaded) {
			this.loaded = true;
			load();
		}
		throwIfFailed(this.failure);
		return this.user;
	}

	private static void throwIfFailed(@Nullable Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
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
	 * does not count as a failure here, but no other request asks the source again.
	 */
	UserOnce share() {
		return new UserOnce(this::loadForOther);
	}

	private @Nullable Object loadForOther() {
		if (this.loaded) {
			return get();
		}
		throwIfFailed(this.otherFailure);
		try {
			this.user = this.source.get();
			this.loaded = true;
			return this.user;
		}
		catch (RuntimeException | Error ex) {
			this.otherFailure = ex;
			throw ex;
		}
	}

	boolean hasFailed() {
		return this.failure != null;
	}

}
