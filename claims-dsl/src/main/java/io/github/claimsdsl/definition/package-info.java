/**
 * The definitions that an author declares: policies with their claims, denials and
 * selectors, and where they were declared. Package {@code policy} checks them and
 * compiles them to a policy set.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.definition;

import org.jspecify.annotations.NullMarked;
