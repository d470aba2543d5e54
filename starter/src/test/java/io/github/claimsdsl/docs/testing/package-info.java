/**
 * The examples of docs/testing.md.
 */
@NullMarked
package io.github.claimsdsl.docs.testing;

import org.jspecify.annotations.NullMarked;
