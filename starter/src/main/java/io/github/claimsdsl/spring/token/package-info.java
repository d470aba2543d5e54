/**
 * Decides the claims of each token. Spring Authorization Server calls
 * {@code PolicyCustomizer}. {@code TokenRequestReader} reads the token's context.
 * {@code TokenDecisions} lets the policies decide and notifies listeners.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.token;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
