/**
 * Who a token is for: {@code Logins} tells local from federated logins,
 * {@code UserSources} finds what loads users, {@code TokenUsers} loads the user of a
 * token.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.user;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
