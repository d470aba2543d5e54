/**
 * The vocabulary of claim policies, as immutable values. A
 * {@link io.github.claimsdsl.TokenRequest} says which token is about to be issued, and a
 * {@link io.github.claimsdsl.ClaimDecision} says what the policies decided for it.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl;

import org.jspecify.annotations.NullMarked;
