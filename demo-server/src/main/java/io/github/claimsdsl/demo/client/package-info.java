/**
 * Registered clients, and how they authenticate.
 */
@NullMarked
package io.github.claimsdsl.demo.client;

import org.jspecify.annotations.NullMarked;
