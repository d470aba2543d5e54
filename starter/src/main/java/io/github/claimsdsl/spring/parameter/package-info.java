/**
 * Request parameters that rules may read by name.
 */
@Internal
@NullMarked
package io.github.claimsdsl.spring.parameter;

import org.jspecify.annotations.NullMarked;

import io.github.claimsdsl.Internal;
