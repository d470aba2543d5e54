/**
 * Request parameters that rules may read. Only parameters that are named in the
 * configuration or by a rule can be read.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.parameter;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
