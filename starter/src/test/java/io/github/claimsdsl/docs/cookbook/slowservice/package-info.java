/**
 * The recipe of docs/cookbook/slow-service.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.slowservice;

import org.jspecify.annotations.NullMarked;
