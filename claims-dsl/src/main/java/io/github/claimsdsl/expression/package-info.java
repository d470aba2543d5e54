/**
 * The expression language: a checked subset of MVEL. A source text is parsed, checked
 * against a {@link io.github.claimsdsl.expression.Schema} and compiled once, by
 * {@link io.github.claimsdsl.expression.ExpressionLanguage}; the resulting
 * {@link io.github.claimsdsl.expression.ClaimExpression} is evaluated for every token.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.expression;

import org.jspecify.annotations.NullMarked;
