/**
 * The recipe of docs/cookbook/service-accounts.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.serviceaccounts;

import org.jspecify.annotations.NullMarked;
