package io.github.claimsdsl;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The party that acts for the principal at token exchange (RFC 8693 section 4.1).
 * Expressions read it as {@code actor}. Immutable.
 *
 * @param subject the actor's {@code sub}
 * @param issuer the actor's {@code iss}, or {@code null} if it is not known
 * @param previous the parties that acted before, the latest first; each of them holds its
 * own previous actors. They are for information only: do not base access decisions on
 * them
 * @since 0.1.0
 */
public record Actor(String subject, @Nullable String issuer, List<Actor> previous) {

	/**
	 * Copies the list.
	 */
	public Actor {
		previous = List.copyOf(previous);
	}

	/**
	 * Creates an actor without previous actors.
	 * @param subject the actor's {@code sub}
	 * @param issuer the actor's {@code iss}, or {@code null} if it is not known
	 */
	public Actor(String subject, @Nullable String issuer) {
		this(subject, issuer, List.of());
	}

}
