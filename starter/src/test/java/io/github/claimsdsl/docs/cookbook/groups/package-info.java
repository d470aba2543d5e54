/**
 * The recipe of docs/cookbook/groups.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.groups;

import org.jspecify.annotations.NullMarked;
