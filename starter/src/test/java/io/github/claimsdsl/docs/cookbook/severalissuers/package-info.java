/**
 * The recipe of docs/cookbook/several-issuers.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.severalissuers;

import org.jspecify.annotations.NullMarked;
