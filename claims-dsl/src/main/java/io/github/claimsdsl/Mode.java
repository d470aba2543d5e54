package io.github.claimsdsl;

/**
 * Whether decisions are enforced or only reported.
 *
 * @since 0.1.0
 */
public enum Mode {

	/**
	 * Claims are written and tokens refused.
	 */
	ENFORCE,

	/**
	 * Decisions are only reported. Tokens are issued as if there were no policies.
	 */
	REPORT

}
