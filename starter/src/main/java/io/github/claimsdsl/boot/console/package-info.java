/**
 * The console: pages that show what a token would hold and why, which claim reaches what,
 * what is declared, and that try expressions. Served only where
 * {@code claims-dsl.console.enabled} is true.
 */
@NullMarked
package io.github.claimsdsl.boot.console;

import org.jspecify.annotations.NullMarked;
