/**
 * Support for testing claim policies.
 */
@NullMarked
package io.github.claimsdsl.test;

import org.jspecify.annotations.NullMarked;
