/**
 * The recipe of docs/cookbook/own-grant.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.owngrant;

import org.jspecify.annotations.NullMarked;
