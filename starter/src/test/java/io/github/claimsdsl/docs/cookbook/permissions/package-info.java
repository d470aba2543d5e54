/**
 * The recipe of docs/cookbook/permissions.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.permissions;

import org.jspecify.annotations.NullMarked;
