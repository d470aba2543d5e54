package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a {@link String} parameter of a {@link Claim} method to a parameter of the token
 * request; {@code null} if the request has none. Secrets, such as {@code client_secret}
 * or {@code password}, cannot be bound.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface TokenParameter {

	/**
	 * The name of the request parameter.
	 * @return the name
	 */
	String value();

}
