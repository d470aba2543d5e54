/**
 * The recipe of docs/cookbook/opaque-tokens.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.opaquetokens;

import org.jspecify.annotations.NullMarked;
