package io.github.claimsdsl.definition;

/**
 * What becomes of the token when a rule fails.
 *
 * @since 0.1.0
 */
public enum OnError {

	/** The token is refused. */
	REFUSE,

	/** The claim is left out. */
	OMIT_CLAIM

}
