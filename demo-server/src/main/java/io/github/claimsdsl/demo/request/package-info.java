/**
 * Checks of incoming requests, and answers to requests that are wrong or that the server
 * cannot serve.
 */
@NullMarked
package io.github.claimsdsl.demo.request;

import org.jspecify.annotations.NullMarked;
