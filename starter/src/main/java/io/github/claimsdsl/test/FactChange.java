package io.github.claimsdsl.test;

/**
 * One difference.
 *
 * @param effect what it does to what tokens say
 * @param sentence the difference as a sentence, without a full stop
 */
record FactChange(Effect effect, String sentence) {

	/** What a change does, in the order of how much a reviewer wants to see it. */
	enum Effect {

		/** More tokens, more claims, fewer refusals. */
		OPENS,

		/** Cannot be told from the facts. */
		CHANGES,

		/** Fewer tokens, fewer claims, more refusals. */
		CLOSES;

		Effect reversed() {
			return switch (this) {
				case OPENS -> CLOSES;
				case CHANGES -> CHANGES;
				case CLOSES -> OPENS;
			};
		}

	}

}
