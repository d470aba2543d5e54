/**
 * A small resource server in the same process: the API of audience
 * {@code https://api.example.com}.
 */
@NullMarked
package io.github.claimsdsl.demo.api;

import org.jspecify.annotations.NullMarked;
