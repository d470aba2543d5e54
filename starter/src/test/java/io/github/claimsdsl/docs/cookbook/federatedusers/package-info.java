/**
 * The recipe of docs/cookbook/federated-users.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.federatedusers;

import org.jspecify.annotations.NullMarked;
