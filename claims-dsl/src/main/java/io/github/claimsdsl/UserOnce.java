package io.github.claimsdsl;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The application's user, loaded when it is first asked for. What the source throws then,
 * every later call throws too. Confined to one thread.
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

	/** The same user for another request, with which a failure to load stays. */
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
