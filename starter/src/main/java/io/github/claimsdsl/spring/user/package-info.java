/**
 * Finds the user that a token is for. {@code Logins} distinguishes local and federated
 * logins. {@code UserSources} finds the user source. {@code TokenUsers} loads the user of
 * a token.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.user;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
