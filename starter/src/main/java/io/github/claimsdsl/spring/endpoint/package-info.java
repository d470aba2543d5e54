/**
 * What enters and leaves the endpoints that issue tokens. Internal wiring: an application
 * uses {@link io.github.claimsdsl.spring.TokenRefusal} alone.
 */
@NullMarked
package io.github.claimsdsl.spring.endpoint;

import org.jspecify.annotations.NullMarked;
