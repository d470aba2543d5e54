package io.github.claimsdsl.spring.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Remembers that a store could not be reached while a thread answers a request. It is
 * needed because some endpoints turn such a failure into another error without its cause.
 * Used by one thread only.
 */
final class NotedOutage {

	private static final ThreadLocal<@Nullable NotedOutage> CURRENT = new ThreadLocal<>();

	private final @Nullable NotedOutage outer = CURRENT.get();

	private boolean noted;

	private @Nullable Throwable unreported;

	private NotedOutage() {
	}

	static NotedOutage begin() {
		NotedOutage outage = new NotedOutage();
		CURRENT.set(outage);
		return outage;
	}

	void end() {
		if (this.outer != null) {
			CURRENT.set(this.outer);
		}
		else {
			CURRENT.remove();
		}
	}

	/** Notes an exception if it means that a store cannot be reached. */
	static void note(Throwable thrown) {
		NotedOutage current = CURRENT.get();
		if (current != null && !current.noted && StoreOutage.isCauseOf(thrown)) {
			current.noted = true;
			current.unreported = thrown;
		}
	}

	/** Notes an outage that has already been logged. */
	static void noteReported() {
		NotedOutage current = CURRENT.get();
		if (current != null) {
			current.noted = true;
			current.unreported = null;
		}
	}

	boolean isNoted() {
		return this.noted;
	}

	/** Returns the exception, or {@code null} if the outage has already been logged. */
	@Nullable Throwable unreported() {
		return this.unreported;
	}

}
