package io.github.claimsdsl;

/**
 * Whether decisions are carried out or only reported.
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
