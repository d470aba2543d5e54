/**
 * The recipe of docs/cookbook/nested.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.nested;

import org.jspecify.annotations.NullMarked;
