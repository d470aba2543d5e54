/**
 * The signing keys: they are created at the first start, stored, and shared by all nodes.
 */
@NullMarked
package io.github.claimsdsl.demo.key;

import org.jspecify.annotations.NullMarked;
