/**
 * The recipe of docs/cookbook/id-token.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.idtoken;

import org.jspecify.annotations.NullMarked;
