package io.github.claimsdsl.spring.audience;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The OAuth errors for requests that break the rules of audiences. The descriptions use
 * only the characters that RFC 6749 section 5.2 allows, and contain nothing from the
 * request.
 */
enum AudienceError {

	TARGET_MISSING(Codes.INVALID_TARGET, "An audience or resource is required.", Codes.RFC8707),

	TARGET_NOT_ALLOWED(Codes.INVALID_TARGET, "The client may not ask for this audience or resource.", Codes.RFC8707),

	SEVERAL_TARGETS(Codes.INVALID_TARGET, "An authorization can have only one audience or resource.", Codes.RFC8707),

	TARGETS_DISAGREE(Codes.INVALID_TARGET, "The audience and the resource differ.", Codes.RFC8707),

	TARGET_CHANGED(Codes.INVALID_TARGET, "The audience or resource of an authorization cannot be changed.",
			Codes.RFC8707),

	TARGET_HIDDEN(OAuth2ErrorCodes.INVALID_REQUEST, "Remove the query string: it hides the audience or the resource.",
			Codes.RFC6749),

	SCOPE_NOT_DEFINED(OAuth2ErrorCodes.INVALID_SCOPE, "The audience does not define the requested scope.",
			Codes.RFC6749),

	SCOPE_NOT_IN_SUBJECT_TOKEN(OAuth2ErrorCodes.INVALID_SCOPE, "The subject token does not have the requested scope.",
			Codes.RFC8693),

	ACTOR_TOKEN_NOT_ALLOWED(OAuth2ErrorCodes.INVALID_REQUEST, "The client may not use this actor token.",
			Codes.RFC8693),

	ACTOR_NOT_ALLOWED(OAuth2ErrorCodes.INVALID_REQUEST, "The subject token does not allow this actor.", Codes.RFC8693),

	EXCHANGED_TOO_OFTEN(OAuth2ErrorCodes.INVALID_REQUEST, "The subject token was exchanged too often.", Codes.RFC8693),

	EXCHANGE_EXPIRED(OAuth2ErrorCodes.INVALID_GRANT, "The subject token or actor token has expired.", Codes.RFC6749),

	SUBJECT_TOKEN_NOT_ALLOWED(OAuth2ErrorCodes.INVALID_REQUEST, "The client may not exchange this subject token.",
			Codes.RFC8693),

	AUDIENCE_NOT_REMEMBERED(OAuth2ErrorCodes.SERVER_ERROR, "The audience of the authorization is not known.",
			Codes.RFC6749),

	TOKEN_DIFFERS(OAuth2ErrorCodes.SERVER_ERROR, "The token differs from what was granted.", Codes.RFC6749);

	private final String code;

	private final String description;

	private final String uri;

	AudienceError(String code, String description, String uri) {
		this.code = code;
		this.description = description;
		this.uri = uri;
	}

	RefusedException exception() {
		return exception(this.description);
	}

	/**
	 * Returns the exception with a reason that only the log shows.
	 */
	RefusedException exception(String reason) {
		return new RefusedException(new OAuth2Error(this.code, this.description, this.uri), reason);
	}

	private static final class Codes {

		static final String INVALID_TARGET = "invalid_target";

		static final String RFC6749 = "https://www.rfc-editor.org/rfc/rfc6749#section-5.2";

		static final String RFC8693 = "https://www.rfc-editor.org/rfc/rfc8693#section-2.2.2";

		static final String RFC8707 = "https://www.rfc-editor.org/rfc/rfc8707#section-2";

	}

}
