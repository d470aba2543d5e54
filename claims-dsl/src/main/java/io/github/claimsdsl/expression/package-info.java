/**
 * The expression language: a checked subset of MVEL.
 */
@NullMarked
package io.github.claimsdsl.expression;

import org.jspecify.annotations.NullMarked;
