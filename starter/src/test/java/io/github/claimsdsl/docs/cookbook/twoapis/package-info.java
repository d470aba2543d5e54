/**
 * The recipe of docs/cookbook/two-apis.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.twoapis;

import org.jspecify.annotations.NullMarked;
