/**
 * The examples of docs/extension-points.md.
 */
@NullMarked
package io.github.claimsdsl.docs.extension;

import org.jspecify.annotations.NullMarked;
