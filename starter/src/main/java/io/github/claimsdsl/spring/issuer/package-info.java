/**
 * The issuers of one server: only those that are declared are answered, and what one of
 * them issued is nothing at another.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.issuer;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
