/**
 * Checks at the endpoints that issue tokens. Requests are checked before the server reads
 * them, and answers before they are sent.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.endpoint;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
