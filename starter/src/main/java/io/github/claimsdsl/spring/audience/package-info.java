/**
 * API audiences: which client may ask for a token for which API, what such a token looks
 * like, and who may introspect and exchange it (RFC 8707, RFC 9068, RFC 8693).
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.spring.audience;

import org.jspecify.annotations.NullMarked;
