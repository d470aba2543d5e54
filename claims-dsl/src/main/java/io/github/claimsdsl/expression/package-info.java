/**
 * The expression language, a checked subset of MVEL. The
 * {@link io.github.claimsdsl.expression.ExpressionLanguage} parses a source text, checks
 * it against a {@link io.github.claimsdsl.expression.Schema} and compiles it, once. The
 * resulting {@link io.github.claimsdsl.expression.ClaimExpression} is evaluated for every
 * token.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.expression;

import org.jspecify.annotations.NullMarked;
