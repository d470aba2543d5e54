/**
 * Clients that register themselves (RFC 7591), under the profile {@code mcp}.
 */
@NullMarked
package io.github.claimsdsl.demo.registration;

import org.jspecify.annotations.NullMarked;
