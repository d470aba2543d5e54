/**
 * The recipe of docs/cookbook/verified-email.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.verifiedemail;

import org.jspecify.annotations.NullMarked;
