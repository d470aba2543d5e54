/**
 * The recipe of docs/cookbook/userinfo.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.userinfo;

import org.jspecify.annotations.NullMarked;
