/**
 * What the server makes of requests that are wrong, and how it answers when it fails.
 */
@NullMarked
package io.github.claimsdsl.demo.request;

import org.jspecify.annotations.NullMarked;
