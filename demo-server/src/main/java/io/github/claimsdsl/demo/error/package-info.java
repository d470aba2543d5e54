/**
 * Error responses of OAuth 2.0. A program gets JSON, a person gets a page.
 */
@NullMarked
package io.github.claimsdsl.demo.error;

import org.jspecify.annotations.NullMarked;
