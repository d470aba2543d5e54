package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * The party that acts for the principal at token exchange (RFC 8693 section 4.1);
 * {@code actor} in expressions. Immutable.
 *
 * @param subject the actor's {@code sub}
 * @param issuer the actor's {@code iss}, or {@code null} if it is not known
 * @since 0.1.0
 */
public record Actor(String subject, @Nullable String issuer) {
}
