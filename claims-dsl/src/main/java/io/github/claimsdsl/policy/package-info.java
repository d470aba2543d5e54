/**
 * From definitions to decisions: {@link io.github.claimsdsl.definition.ClaimPolicy
 * policies} are checked and compiled together, once, into an immutable
 * {@link io.github.claimsdsl.policy.ClaimPolicySet}, which is evaluated for every token.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.policy;

import org.jspecify.annotations.NullMarked;
