package io.github.claimsdsl.definition;

import java.lang.reflect.Type;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * A rule that is written in Java. Implementations must be thread-safe, because several
 * threads can call them at the same time.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RuleFunction {

	/**
	 * Computes the value of a claim. The value can be:
	 * <ul>
	 * <li>text, a boolean, a whole number up to 2<sup>53</sup> - 1 or a finite
	 * decimal;</li>
	 * <li>an {@link java.time.Instant}, or a date or time of {@code java.time};</li>
	 * <li>an enum constant;</li>
	 * <li>an {@link java.util.Optional} of these;</li>
	 * <li>a collection, array, map or record of these.</li>
	 * </ul>
	 * The rule fails with any other value. Inside a collection, array, map or record, an
	 * instant is written as the number of seconds since 1970-01-01T00:00:00Z. A
	 * {@code null} inside a collection, array or map is kept. A {@code null} component of
	 * a record is left out.
	 * @param request the token that is about to be issued
	 * @return the value, or {@code null} to leave the claim out
	 * @throws io.github.claimsdsl.ClaimDeniedException to refuse the token
	 * @throws Exception if the rule fails; the token is then refused or the claim is left
	 * out, depending on {@link OnError}
	 */
	@Nullable Object apply(TokenRequest request) throws Exception;

	/**
	 * Returns the names of the request parameters that the rule reads. A request that
	 * sends one of them twice is refused. The value is the one that the first request of
	 * an authorization sent; later requests cannot change it.
	 * @return the names; none by default
	 */
	default Set<String> parameters() {
		return Set.of();
	}

	/**
	 * Returns the class that the rule's author wrote. If the rule fails, the log names
	 * the first stack frame in that class.
	 * @return the class; by default, the class of this object
	 */
	default Class<?> declaringType() {
		return getClass();
	}

	/**
	 * Returns the declared type of the values that the rule computes. It is checked at
	 * start-up: a type that cannot be a claim is an issue.
	 * @return the type; by default {@code Object}, which allows any value
	 */
	default Type resultType() {
		return Object.class;
	}

	/**
	 * Tells whether a preview computes the same value as it would have in an issued
	 * token.
	 * @return {@code false} if the rule reads something that exists only while a token is
	 * issued, such as a request parameter; by default {@code true} if the rule reads no
	 * request parameters
	 */
	default boolean isPreviewable() {
		return parameters().isEmpty();
	}

	/**
	 * Tells whether the rule can be computed for a user. If it cannot, the rule behaves
	 * as if the token had no user.
	 * @param user the user; the method is called only if the rule needs one
	 * @return {@code false} if the rule does not accept users of this type; by default
	 * {@code true}
	 */
	default boolean accepts(Object user) {
		return true;
	}

}
