/**
 * Annotations that declare claim policies on beans.
 */
@NullMarked
package io.github.claimsdsl.annotation;

import org.jspecify.annotations.NullMarked;
