/**
 * The console: what a token would hold and why, which claim reaches what, and a box to
 * try expressions. All of it comes from previews, decisions and the claim matrix.
 */
@NullMarked
package io.github.claimsdsl.demo.console;

import org.jspecify.annotations.NullMarked;
