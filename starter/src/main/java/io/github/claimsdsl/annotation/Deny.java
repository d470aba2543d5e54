package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link ClaimRule} bean a deny rule. The method returns whether to
 * refuse the token. It may also throw {@link io.github.claimsdsl.ClaimDeniedException},
 * whose error then replaces the error stated here. A method that only throws can be
 * {@code void}.
 *
 * <p>
 * A deny rule is never skipped, so that a missing user or a failure cannot let a token
 * pass. The token is also refused if the method needs a user and the token has none, and
 * if the method fails. To limit a deny rule, put a {@link ClaimRule} on the method with
 * selectors, such as {@code subject = Subject.USER}, or with a {@code when}. The
 * selectors and the {@code when} of the policy limit it as well.
 *
 * <p>
 * The method can take the same arguments as a {@link Claim} method.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Deny {

	/**
	 * The OAuth error of the refusal, such as {@code access_denied}. The default is
	 * {@code invalid_grant} for a token with a user and {@code unauthorized_client} for a
	 * token without one. If the method needs a user and the token has none, the error is
	 * always the default.
	 * @return the error code; at most one
	 */
	String[] error() default {};

	/**
	 * The {@code error_description} sent with that error. It may hold the characters that
	 * RFC 6749 section 5.2 allows.
	 * @return the description; at most one
	 */
	String[] description() default {};

}
