/**
 * The recipe of docs/cookbook/jpa-user.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.jpauser;

import org.jspecify.annotations.NullMarked;
