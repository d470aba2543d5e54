/**
 * The wiring into the chain of an authorization server: {@code ServerConfigurer} adds the
 * filters and puts the checks around the server's own providers.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.server;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
