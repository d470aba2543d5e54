package io.github.claimsdsl.servers;

import org.jspecify.annotations.Nullable;

/**
 * A user with properties that may be {@code null}, empty or no number.
 *
 * @param name the name
 * @param blocked whether blocked
 * @param age the age
 * @param tier the tier
 * @param active whether active
 * @param score a number, or none
 */
record Person(String name, @Nullable Boolean blocked, @Nullable Integer age, @Nullable String tier, boolean active,
		double score) {
}
