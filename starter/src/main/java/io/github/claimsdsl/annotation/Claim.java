package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.spring.UserSource;

/**
 * Makes a method of a {@link ClaimRule} bean a rule: what it returns becomes the claim;
 * {@code null} leaves the claim out. It may throw
 * {@link io.github.claimsdsl.ClaimDeniedException} to refuse the token, but only where
 * the rule runs: what must always be refused is a {@link Deny} method.
 *
 * <p>
 * Arguments are resolved by type: {@link io.github.claimsdsl.TokenRequest},
 * {@link io.github.claimsdsl.Client}, {@link io.github.claimsdsl.Actor} (may be
 * {@code null}), {@link java.time.Instant} (the time of issue), Spring Security's
 * {@code Authentication}, {@code RegisteredClient} and {@code OAuth2Authorization} (may
 * be {@code null}), the type of the {@code UserSource} bean, and {@link TokenParameter}
 * texts.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Claim {

	/**
	 * The name of the claim; the policy's namespace is put before it.
	 * @return the name
	 */
	String value();

	/**
	 * The text of an expression; the rule is skipped where it is false.
	 * @return the condition; at most one
	 */
	String[] when() default {};

	/**
	 * Whether the token is refused when the claim is absent.
	 * @return whether the claim is required
	 */
	boolean required() default false;

	/**
	 * The OAuth error of that refusal, such as {@code access_denied}. If none is stated,
	 * it is {@code invalid_grant} with a user, {@code unauthorized_client} without.
	 * @return the error code; at most one
	 */
	String[] error() default {};

	/**
	 * The description of that error, in the characters of RFC 6749 section 5.2.
	 * @return the description; at most one
	 */
	String[] errorDescription() default {};

	/**
	 * What becomes of the token when the method throws.
	 * @return the reaction
	 */
	OnError onError() default OnError.REFUSE;

	/**
	 * The order among rules that write the same claim; lower runs first and wins. It is
	 * the policy's if nothing is stated.
	 * @return the order; at most one
	 */
	int[] order() default {};

}
