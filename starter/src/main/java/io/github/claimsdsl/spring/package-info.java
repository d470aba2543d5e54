/**
 * The adapter between Spring Authorization Server and claim policies.
 */
@NullMarked
package io.github.claimsdsl.spring;

import org.jspecify.annotations.NullMarked;
