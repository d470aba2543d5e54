/**
 * Claim policies: from definitions to one checked, immutable policy set.
 */
@NullMarked
package io.github.claimsdsl.policy;

import org.jspecify.annotations.NullMarked;
