package io.github.claimsdsl.spring;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

import io.github.claimsdsl.TokenRequest;

/**
 * Extension point: adds arguments that {@code @Claim} and {@code @Deny} methods can take.
 * Declare a bean of this type. It is called at start-up, before the library's own
 * resolvers.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimArgumentResolver {

	/**
	 * Returns the argument for a method parameter, or empty to leave the parameter to
	 * other resolvers.
	 * @param parameter the parameter; a type variable in its type is resolved against the
	 * class of the bean
	 * @return the argument to use, or empty if this resolver does not know the parameter
	 */
	Optional<Argument> resolve(MethodParameter parameter);

	/**
	 * Provides the value of the argument for each token. Implementations must be
	 * thread-safe.
	 */
	@FunctionalInterface
	interface Argument {

		/**
		 * Returns the value for a token.
		 * @param request the token that is about to be issued
		 * @return the value, or {@code null}
		 */
		@Nullable Object get(TokenRequest request);

		/**
		 * Returns whether the argument is made from the user. A claim rule that takes it
		 * is skipped for a token without a user; a deny rule refuses such a token.
		 * @return {@code false} by default
		 */
		default boolean needsUser() {
			return false;
		}

		/**
		 * Returns whether the argument can be made from the given user. The user can be
		 * of another type than the user source loads: a federated user who is known only
		 * by declared attributes is a
		 * {@link io.github.claimsdsl.expression.UserAttributes}. If this method returns
		 * {@code false}, the rule behaves as if the token had no user. It is called only
		 * if the argument {@linkplain #needsUser() needs the user}.
		 * @param user the user of the token
		 * @return {@code true} by default
		 */
		default boolean accepts(Object user) {
			return true;
		}

		/**
		 * Returns the names of the request parameters that the argument is made from.
		 * {@link TokenRequest#parameters()} holds only parameters that are named. A
		 * preview has no request parameters, so it does not show the claims of a rule
		 * that takes such an argument.
		 * @return the names; none by default
		 */
		default Set<String> parameters() {
			return Set.of();
		}

		/**
		 * Returns whether the argument exists only when a token is really issued, as an
		 * {@code Authentication} does. A preview does not show the claims of a rule that
		 * takes such an argument.
		 * @return {@code false} by default
		 */
		default boolean needsRealRequest() {
			return false;
		}

	}

}
