package io.github.claimsdsl.spring;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;

/**
 * Extension point: resolves parameters of {@code @Claim} and {@code @Deny} methods. Beans
 * of this type are asked at start-up, before the library's own resolvers.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimArgumentResolver {

	/**
	 * Tells how to resolve a parameter.
	 * @param parameter the parameter; its types are those of the bean's class, also where
	 * the method declares a type variable
	 * @return the argument to use, or empty if this resolver does not know the parameter
	 */
	Optional<Argument> resolve(MethodParameter parameter);

	/**
	 * Provides the argument for each token. Called by many threads at once.
	 */
	@FunctionalInterface
	interface Argument {

		/**
		 * Returns the argument.
		 * @param request the token about to be issued
		 * @return the argument
		 */
		@Nullable Object get(TokenRequest request);

		/**
		 * Tells whether the argument is, or needs, the user; a rule without a user is
		 * skipped then.
		 * @return {@code false} by default
		 */
		default boolean needsUser() {
			return false;
		}

		/**
		 * Tells whether the argument can be made from a user, who may be of another type
		 * than the user source loads: one known by declared attributes is a
		 * {@link io.github.claimsdsl.expression.UserAttributes}. Where it cannot, the
		 * rule behaves as if the token had no user. Only asked of an argument that
		 * {@linkplain #needsUser() needs the user}.
		 * @param user the user of the token
		 * @return {@code true} by default
		 */
		default boolean accepts(Object user) {
			return true;
		}

		/**
		 * Names the request parameters that the argument is made from, so that they can
		 * be read with {@link TokenRequest#parameters()}. A preview does not show the
		 * claims of a rule that takes such an argument.
		 * @return the names; none by default
		 */
		default Set<String> parameters() {
			return Set.of();
		}

		/**
		 * Tells whether the argument exists only when a token is really issued, as an
		 * {@code Authentication} does; a preview does not show the claims of a rule that
		 * takes it.
		 * @return {@code false} by default
		 */
		default boolean needsRealRequest() {
			return false;
		}

	}

}
