package io.github.claimsdsl.spring.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Remembers that a store could not be reached while a thread answers a request. Some
 * endpoints make another error of it and drop its cause. Confined to its thread.
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

	/** Notes what was thrown, if it says that a store cannot be reached. */
	static void note(Throwable thrown) {
		NotedOutage current = CURRENT.get();
		if (current != null && !current.noted && StoreOutage.isCauseOf(thrown)) {
			current.noted = true;
			current.unreported = thrown;
		}
	}

	/** Notes an outage that the log tells of already. */
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

	/** What was thrown, or {@code null} if the log tells of it already. */
	@Nullable Throwable unreported() {
		return this.unreported;
	}

}
