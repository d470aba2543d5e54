package io.github.claimsdsl.spring.parameter;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The OAuth errors for requests with a named parameter that rules cannot rely on. They
 * contain the name, which comes from the configuration, and never the value, which comes
 * from the client.
 */
enum ParameterError {

	REPEATED("The parameter '%s' is sent more than once.", "parameter '%s' is sent more than once"),

	HIDDEN("Remove the query string: it hides the parameter '%s'.",
			"parameter '%s' is in the query string, where the server does not read it"),

	CHANGED("The parameter '%s' of an authorization cannot be changed.",
			"parameter '%s' differs from that of the first request of the authorization"),

	DIFFERENT("The parameter '%s' differs from that of the pushed request.",
			"parameter '%s' differs from the authorization request that the server keeps. A pushed request decides the "
					+ "parameter, and a converter of your own must keep it");

	private static final String RFC6749 = "https://www.rfc-editor.org/rfc/rfc6749#section-5.2";

	private final String description;

	private final String reason;

	ParameterError(String description, String reason) {
		this.description = description;
		this.reason = reason;
	}

	RefusedException exception(String name) {
		return new RefusedException(
				new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, this.description.formatted(name), RFC6749),
				this.reason.formatted(name));
	}

}
