package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.claimsdsl.Subject;

/**
 * Makes a method of a {@link ClaimRule} bean a deny rule: it returns whether to refuse
 * the token. It may also throw {@link io.github.claimsdsl.ClaimDeniedException}, whose
 * error then replaces the one stated here; a method that only throws returns nothing.
 *
 * <p>
 * A deny rule is never skipped. The token is refused too where the method needs a user
 * and the token has none, and where it fails. Limit it with a {@link ClaimRule} on the
 * method: by its selectors, such as {@code subject = Subject.USER}, and by its
 * {@code when}. The policy's own selectors and {@code when} limit it as well.
 *
 * <p>
 * Arguments are resolved as those of {@link Claim} methods.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Deny {

	/**
	 * The OAuth error of the refusal, such as {@code access_denied}. If none is stated,
	 * it is the default: {@code invalid_grant} with a user, {@code unauthorized_client}
	 * without. Where the method needs a user and the token has none, it is always the
	 * default.
	 * @return the error code; at most one
	 */
	String[] error() default {};

	/**
	 * The description of that error, in the characters of RFC 6749 section 5.2.
	 * @return the description; at most one
	 */
	String[] description() default {};

}
