package io.github.claimsdsl.definition;

/**
 * What happens to the token when a rule fails.
 *
 * @since 0.1.0
 */
public enum OnError {

	/** The token is refused. */
	REFUSE,

	/** The claim is left out and the token is issued without it. */
	OMIT_CLAIM

}
