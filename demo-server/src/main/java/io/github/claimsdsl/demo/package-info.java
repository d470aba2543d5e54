/**
 * An authorization server that shows claim policies at work.
 */
@NullMarked
package io.github.claimsdsl.demo;

import org.jspecify.annotations.NullMarked;
