package io.github.claimsdsl.definition;

import java.lang.reflect.Type;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * A rule written in Java. Called by many threads at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RuleFunction {

	/**
	 * Computes a claim's value: text, a whole number up to 2<sup>53</sup> - 1 or a finite
	 * decimal, a boolean, an {@link java.time.Instant}, a date or time of
	 * {@code java.time}, an enum constant, an {@link java.util.Optional} of these, or a
	 * collection, array, map or record of these; any other value is a failure of the
	 * rule. Inside a collection, array, map or record an instant becomes the number of
	 * its seconds since 1970. A {@code null} inside is kept, except in a record.
	 * @param request the token about to be issued
	 * @return the value, or {@code null} to leave the claim out
	 * @throws io.github.claimsdsl.ClaimDeniedException to refuse the token
	 * @throws Exception if the rule fails; the token is then refused, or the claim left
	 * out, as {@code on-error} says
	 */
	@Nullable Object apply(TokenRequest request) throws Exception;

	/**
	 * Names the request parameters that the rule reads. A request that sends one of them
	 * twice is refused, and the first request of an authorization decides its value.
	 * @return the names; none by default
	 */
	default Set<String> parameters() {
		return Set.of();
	}

	/**
	 * Returns the class that the rule's author wrote. Where the rule fails, the log names
	 * the first stack frame in that class.
	 * @return the class; that of this object by default
	 */
	default Class<?> declaringType() {
		return getClass();
	}

	/**
	 * Returns the type of the values that the rule computes, as far as it is declared: a
	 * type that cannot be a claim stops the start.
	 * @return the type; {@code Object}, which can be anything, by default
	 */
	default Type resultType() {
		return Object.class;
	}

	/**
	 * Tells whether a preview computes the same value as the issue of a token does.
	 * @return {@code false} if the rule reads what there is only when a token is issued,
	 * such as a request parameter; whether it reads none, by default
	 */
	default boolean isPreviewable() {
		return parameters().isEmpty();
	}

	/**
	 * Tells whether the rule can be computed for a user. Where it cannot, it behaves as
	 * if the token had no user.
	 * @param user the user, where the rule needs one
	 * @return {@code false} if the user is of a type that the rule does not take;
	 * {@code true} by default
	 */
	default boolean accepts(Object user) {
		return true;
	}

}
