/**
 * The recipe of docs/cookbook/roles.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.roles;

import org.jspecify.annotations.NullMarked;
