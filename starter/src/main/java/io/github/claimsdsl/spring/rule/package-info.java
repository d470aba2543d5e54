/**
 * Turns annotated beans into policies. {@code RuleBeanFinder} finds the beans and
 * {@code RuleBeanReader} reads their annotations. {@code PolicyCollector} adds the
 * policies of properties and other sources and compiles all of them.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.rule;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
