package io.github.claimsdsl.docs.cookbook.teamannotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Claims that the orders API reads.
 */
@ClaimRule(audience = "https://orders.example.com", namespace = "https://example.com/", subject = Subject.USER)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OrdersClaims {

	/**
	 * The clients that get the claims; all of the API's clients if none is stated.
	 * @return the client identifiers
	 */
	@AliasFor(annotation = ClaimRule.class, attribute = "client")
	String[] client() default {};

}
