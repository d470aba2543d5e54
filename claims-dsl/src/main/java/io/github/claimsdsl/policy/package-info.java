/**
 * The compiler and the evaluation of policies. At start-up, all
 * {@link io.github.claimsdsl.definition.ClaimPolicy policies} are checked together and
 * compiled to one immutable {@link io.github.claimsdsl.policy.ClaimPolicySet}. It is then
 * evaluated for every token.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.policy;

import org.jspecify.annotations.NullMarked;
