/**
 * Servers with several issuers. The server answers only for declared issuers, and what
 * one issuer issued is not valid at another.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.issuer;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
