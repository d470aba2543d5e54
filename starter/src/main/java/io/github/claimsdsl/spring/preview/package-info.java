/**
 * Previews of tokens, to see what a client would get.
 * {@link io.github.claimsdsl.spring.preview.TokenPreview} builds them as the server
 * would, without signing or saving them.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.spring.preview;

import org.jspecify.annotations.NullMarked;
