/**
 * Errors as OAuth 2.0 has them: JSON where a program asks, a page where a person does.
 */
@NullMarked
package io.github.claimsdsl.demo.error;

import org.jspecify.annotations.NullMarked;
