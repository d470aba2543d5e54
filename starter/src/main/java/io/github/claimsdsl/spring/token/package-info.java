/**
 * The way of a token: {@code PolicyCustomizer} is what Spring Authorization Server calls,
 * {@code TokenRequestReader} reads its context, {@code TokenDecisions} lets the policies
 * decide and notifies listeners.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.token;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
