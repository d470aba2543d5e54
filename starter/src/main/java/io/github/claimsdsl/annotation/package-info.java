/**
 * Annotations that declare claim policies on beans.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.annotation;

import org.jspecify.annotations.NullMarked;
