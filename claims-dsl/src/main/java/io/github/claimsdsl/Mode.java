package io.github.claimsdsl;

/**
 * Whether decisions are carried out or only reported.
 *
 * @since 0.1.0
 */
public enum Mode {

	/**
	 * Claims are written and tokens refused.
	 */
	ENFORCE,

	/**
	 * Decisions are only reported; tokens stay as they are.
	 */
	REPORT

}
