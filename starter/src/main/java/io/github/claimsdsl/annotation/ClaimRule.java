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
 * Declares a claim policy. It selects the tokens that get the claims of the {@link Claim}
 * methods and that the {@link Deny} methods may refuse.
 *
 * <p>
 * On a class it makes the class a Spring component and its {@link Claim} and {@link Deny}
 * methods the rules of the policy. On a {@code @Bean} method it makes those methods of
 * the bean the rules. On a {@link Claim} or {@link Deny} method it narrows the policy for
 * that rule. You can also put it on an annotation of your own, as a meta-annotation.
 *
 * <p>
 * One rule can have several of these annotations: on its class, a superclass, an
 * interface, the {@code @Bean} method, or as a meta-annotation. They narrow each other. A
 * token must match the selectors and the conditions of all of them.
 *
 * <p>
 * A selector matches a token if one of its values does. All selectors of the annotation
 * must match. A selector that is left out matches every token. Values may contain
 * {@code ${...}} placeholders. A blank value is a start-up error.
 *
 * @since 0.1.0
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface ClaimRule {

	/**
	 * The name of the bean. The ids of its rules start with this name, for example
	 * {@code exampleClaims.email}. It has a meaning only on a class that component
	 * scanning finds. If it is blank, Spring chooses the name.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

	/**
	 * The API audiences that the token is granted for, or {@code any}. A policy for
	 * access tokens must state them. A policy for ID tokens must not name an API.
	 * @return the audiences
	 */
	String[] audience() default {};

	/**
	 * The grant types that authorized the token, such as {@code password},
	 * {@code authorization_code}, {@code client_credentials} or the URI of a custom
	 * grant. A refreshed token keeps the grant type that first authorized it.
	 * @return the grant types
	 */
	String[] grantType() default {};

	/**
	 * The identifiers of the clients. The token must be issued to one of them.
	 * @return the clients
	 */
	String[] client() default {};

	/**
	 * The authorized scopes. The token must have at least one of them.
	 * @return the scopes
	 */
	String[] scope() default {};

	/**
	 * What the policy writes to: tokens, or the answers of userinfo and introspection. If
	 * nothing is stated, it writes to access tokens only.
	 * @return the token types
	 */
	TokenType[] tokenType() default {};

	/**
	 * Whether the token is the first one of its authorization or a refreshed one. If
	 * nothing is stated, both match.
	 * @return the issuances
	 */
	Issuance[] issuance() default {};

	/**
	 * Whether the token is issued for a user or for the client itself. If nothing is
	 * stated, both match.
	 * @return the subjects
	 */
	Subject[] subject() default {};

	/**
	 * The issuers of the token, for a server that has several. They must be declared
	 * under {@code claims-dsl.issuers}. If nothing is stated, every issuer matches.
	 * @return the issuers' URLs
	 */
	String[] issuer() default {};

	/**
	 * Whether the policy is enforced or only reported. With {@code Mode.REPORT} the
	 * policy changes no token: what it would do is logged. If nothing is stated, the
	 * policy is enforced. Not allowed on a method.
	 * @return the mode; at most one
	 */
	Mode[] mode() default {};

	/**
	 * The prefix of the claim names. It is not put before a name that contains
	 * {@code ://} or starts with {@code urn:}. There is no prefix if nothing is stated or
	 * if the placeholder resolves to an empty text. Not allowed on a method.
	 * @return the prefix; at most one
	 */
	String[] namespace() default {};

	/**
	 * The order among policies that write the same claim. The policy with the lower order
	 * runs first, and the first value wins. If nothing is stated, it is 0. Not allowed on
	 * a method: use {@link Claim#order()} there.
	 * @return the order; at most one
	 */
	int[] order() default {};

	/**
	 * The text of a boolean expression that guards all rules of the policy or, on a
	 * method, that rule alone. Where it is false, no claim is written and no denial
	 * refuses.
	 * @return the condition; at most one
	 */
	String[] when() default {};

}
