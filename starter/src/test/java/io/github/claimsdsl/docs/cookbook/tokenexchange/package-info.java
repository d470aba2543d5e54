/**
 * The recipe of docs/cookbook/token-exchange.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.tokenexchange;

import org.jspecify.annotations.NullMarked;
