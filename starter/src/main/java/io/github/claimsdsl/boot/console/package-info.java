/**
 * The console: web pages that preview and explain tokens, show the declared policies and
 * which claims reach which tokens, and try expressions. It is served only if
 * {@code claims-dsl.console.enabled} is true.
 */
@NullMarked
package io.github.claimsdsl.boot.console;

import org.jspecify.annotations.NullMarked;
