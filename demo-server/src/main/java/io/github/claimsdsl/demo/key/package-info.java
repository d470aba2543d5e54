/**
 * The signing keys: created at first start, kept and shared.
 */
@NullMarked
package io.github.claimsdsl.demo.key;

import org.jspecify.annotations.NullMarked;
