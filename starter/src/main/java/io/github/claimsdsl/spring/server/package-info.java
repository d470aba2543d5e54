/**
 * Wires the library into the chain of an authorization server. {@code ServerConfigurer}
 * adds filters to the chain and puts checks around the server's own providers.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.server;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
