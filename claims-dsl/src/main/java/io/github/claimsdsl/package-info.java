/**
 * The vocabulary of claim policies, as immutable values: what is asked
 * ({@link io.github.claimsdsl.TokenRequest}) and what was decided
 * ({@link io.github.claimsdsl.ClaimDecision}).
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl;

import org.jspecify.annotations.NullMarked;
