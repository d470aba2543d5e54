package io.github.claimsdsl.test;

/**
 * One difference between the lock and the policies.
 *
 * @param effect what it means for tokens
 * @param sentence the difference as a sentence, without a full stop
 */
record FactChange(Effect effect, String sentence) {

	/**
	 * What a change means for tokens. The constants are in the order in which a reviewer
	 * should see them.
	 */
	enum Effect {

		/** More tokens, more claims, fewer refusals. */
		OPENS,

		/** The facts do not tell whether there is more or less. */
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
