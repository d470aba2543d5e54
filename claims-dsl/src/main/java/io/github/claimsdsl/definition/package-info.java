/**
 * What an author says: policies, claims and denials with their selectors, and where they
 * were declared. It is checked where package {@code policy} makes a policy set of it.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.definition;

import org.jspecify.annotations.NullMarked;
