package io.github.claimsdsl.expression;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A user with a property of every type; public, so that plain MVEL can read it.
 */
public record Person(String email, @Nullable String tier, int level, long credits, double score, @Nullable Integer age,
		boolean verified, @Nullable Boolean vip, List<String> roles, Set<String> groups, @Nullable List<String> tags,
		List<Integer> marks, @Nullable Address address, Map<String, String> attributes, Instant lastLogin,
		@Nullable Instant validUntil, @Nullable Object anything, String passwordHash) {

	/**
	 * A nested object.
	 */
	public record Address(String city, @Nullable String zip, @Nullable Country country) {
	}

	/**
	 * An object nested twice.
	 */
	public record Country(String code, Map<String, Integer> ranks, @Nullable Supplier<String> flag) {
	}

}
