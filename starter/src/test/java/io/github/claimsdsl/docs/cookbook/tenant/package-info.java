/**
 * The recipe of docs/cookbook/tenant.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.tenant;

import org.jspecify.annotations.NullMarked;
