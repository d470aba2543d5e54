/**
 * Support for testing claim policies.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.test;

import org.jspecify.annotations.NullMarked;
