/**
 * The recipes of docs/cookbook, a package each.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook;

import org.jspecify.annotations.NullMarked;
