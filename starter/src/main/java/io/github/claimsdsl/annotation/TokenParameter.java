package io.github.claimsdsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a {@link String} parameter of a {@link Claim} or {@link Deny} method to a
 * parameter of the token request. The argument is {@code null} if the request does not
 * have the parameter. For an authorization code, a device code and a refresh token, the
 * value comes from the first request of the authorization.
 *
 * <p>
 * A request is refused with {@code invalid_request} if it sends the parameter twice,
 * hides it in the query string, or sends another value later. Secrets, such as
 * {@code client_secret} or {@code password}, cannot be bound. Nor can parameters of the
 * protocol, such as {@code scope}.
 *
 * @since 0.1.0
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
