/**
 * Sample users and clients: never for production.
 */
@NullMarked
package io.github.claimsdsl.demo.sample;

import org.jspecify.annotations.NullMarked;
