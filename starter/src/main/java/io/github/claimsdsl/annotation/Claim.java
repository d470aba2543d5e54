package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.claimsdsl.definition.OnError;

/**
 * Makes a method of a {@link ClaimRule} bean a rule that writes a claim. The claim gets
 * the value that the method returns. If the method returns {@code null}, the claim is
 * left out.
 *
 * <p>
 * The method may throw {@link io.github.claimsdsl.ClaimDeniedException} to refuse the
 * token. That works only where the rule runs. To refuse a token in every case, write a
 * {@link Deny} method.
 *
 * <p>
 * The method's parameters are resolved by their type. It can take a
 * {@link io.github.claimsdsl.TokenRequest}, {@link io.github.claimsdsl.Client},
 * {@link io.github.claimsdsl.Actor} (may be {@code null}), {@link java.time.Instant} (the
 * time of issue), Spring Security's {@code Authentication}, {@code RegisteredClient} and
 * {@code OAuth2Authorization} (may be {@code null}), the user type of the
 * {@code UserSource} bean, and a {@link String} with {@link TokenParameter}.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Claim {

	/**
	 * The name of the claim, without the policy's namespace. The namespace is put before
	 * it, except before a name that contains {@code ://} or starts with {@code urn:}.
	 * @return the name
	 */
	String value();

	/**
	 * The text of a boolean expression. Where it is false, the rule is skipped.
	 * @return the condition; at most one
	 */
	String[] when() default {};

	/**
	 * Whether the token is refused if it would be issued without this claim.
	 * @return whether the claim is required
	 */
	boolean required() default false;

	/**
	 * The OAuth error if the {@linkplain #required() required} claim is absent, such as
	 * {@code access_denied}. If none is stated, it is {@code invalid_grant} for a token
	 * with a user and {@code unauthorized_client} for a token without one.
	 * @return the error code; at most one
	 */
	String[] error() default {};

	/**
	 * The {@code error_description} sent with that error. It may hold the characters that
	 * RFC 6749 section 5.2 allows.
	 * @return the description; at most one
	 */
	String[] errorDescription() default {};

	/**
	 * What happens to the token if the method throws an exception.
	 * @return the reaction
	 */
	OnError onError() default OnError.REFUSE;

	/**
	 * The order among rules that write the same claim. The rule with the lower order runs
	 * first, and the first value wins. If nothing is stated, the policy's order is used.
	 * @return the order; at most one
	 */
	int[] order() default {};

}
