package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * Declares a claim policy: which tokens get the claims of the {@link Claim} methods, and
 * which tokens the {@link Deny} methods may refuse.
 *
 * <p>
 * On a class it makes the class a component and its methods rules of the policy. On a
 * {@code @Bean} method it does the same for the bean. On a {@link Claim} or {@link Deny}
 * method it narrows the policy for that rule. It can be a meta-annotation of a team's own
 * annotation.
 *
 * <p>
 * Where several of them meet, they narrow each other: those of the class, its
 * superclasses, its interfaces, its {@code @Bean} method and meta-annotations. A token
 * must match all of their selectors and all of their conditions.
 *
 * <p>
 * Any value of a selector matches; all selectors must match; one left out matches every
 * token. Values may hold {@code ${...}} placeholders; a blank value is a start-up error.
 *
 * @since 0.1.0
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface ClaimRule {

	/**
	 * The name of the bean, with which the ids of its rules start, such as
	 * {@code exampleClaims.email}. Only on a class that is found as a component; a blank
	 * one is left to Spring.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

	/**
	 * The granted API audiences, or {@code any}. Must be stated on a policy for access
	 * tokens, and must not name an API on one for ID tokens.
	 * @return the audiences
	 */
	String[] audience() default {};

	/**
	 * The grants that authorised the token, such as {@code password},
	 * {@code authorization_code}, {@code client_credentials} or a custom grant's URI; a
	 * refreshed token keeps its own.
	 * @return the grant types
	 */
	String[] grantType() default {};

	/**
	 * The client identifiers.
	 * @return the clients
	 */
	String[] client() default {};

	/**
	 * The authorised scopes, any of them.
	 * @return the scopes
	 */
	String[] scope() default {};

	/**
	 * The kinds of tokens, and of answers about them; access tokens if none is stated.
	 * @return the token types
	 */
	TokenType[] tokenType() default {};

	/**
	 * Whether the token is the first of its authorization; both if none is stated.
	 * @return the issuances
	 */
	Issuance[] issuance() default {};

	/**
	 * Whether the token is issued for a user or for a client of its own; both if none is
	 * stated.
	 * @return the subjects
	 */
	Subject[] subject() default {};

	/**
	 * The issuers of the token, for a server that has several; any of them if none is
	 * stated. They must be declared under {@code claims-dsl.issuers}.
	 * @return the issuers' URLs
	 */
	String[] issuer() default {};

	/**
	 * Whether the policy is enforced or only reported, as {@code mode = Mode.REPORT}; it
	 * is enforced if nothing is stated. Not on a method.
	 * @return the mode; at most one
	 */
	Mode[] mode() default {};

	/**
	 * The prefix of the claims' names, except for names that contain {@code ://} or start
	 * with {@code urn:}; there is no prefix if nothing is stated, or if its placeholder
	 * is empty. Not on a method.
	 * @return the prefix; at most one
	 */
	String[] namespace() default {};

	/**
	 * The order among policies that write the same claim; lower runs first and wins. It
	 * is 0 if nothing is stated. Not on a method: that of a claim is
	 * {@link Claim#order()}.
	 * @return the order; at most one
	 */
	int[] order() default {};

	/**
	 * The text of an expression that guards all rules of the policy, or the one of the
	 * method. Where it is false, claims are skipped and nothing is refused.
	 * @return the condition; at most one
	 */
	String[] when() default {};

}
