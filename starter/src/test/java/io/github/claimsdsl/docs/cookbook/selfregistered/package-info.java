/**
 * The recipe of docs/cookbook/self-registered-clients.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.selfregistered;

import org.jspecify.annotations.NullMarked;
