/**
 * API audiences. They decide which client may ask for a token for which API (RFC 8707),
 * what such a token looks like (RFC 9068), and who may introspect and exchange it (RFC
 * 8693).
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.spring.audience;

import org.jspecify.annotations.NullMarked;
