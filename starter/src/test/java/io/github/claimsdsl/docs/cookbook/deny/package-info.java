/**
 * The recipe of docs/cookbook/deny.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.deny;

import org.jspecify.annotations.NullMarked;
