/**
 * The recipe of docs/cookbook/refresh.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.refresh;

import org.jspecify.annotations.NullMarked;
