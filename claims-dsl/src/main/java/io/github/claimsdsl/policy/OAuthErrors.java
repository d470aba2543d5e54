package io.github.claimsdsl.policy;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Checks and completes the errors that a policy refuses tokens with. A policy can use the
 * registered codes that fit a token or authorization request.
 */
final class OAuthErrors {

	private static final Set<String> CODES = Set.of("invalid_request", "invalid_client", "invalid_grant",
			"unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied", "invalid_target",
			"server_error", "temporarily_unavailable", "interaction_required", "login_required", "consent_required",
			"account_selection_required", "insufficient_scope", "insufficient_user_authentication",
			"unmet_authentication_requirements");

	/**
	 * The code for answers. Whatever code a rule states, whoever asks only learns that
	 * the token is not valid.
	 */
	private static final String OF_ANSWERS = "invalid_token";

	private static final String REFUSED = "The token is refused by policy";

	private static final Pattern DESCRIPTION = Pattern.compile("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*");

	private OAuthErrors() {
	}

	/**
	 * Completes the error that a rule states: adds the code and the description if they
	 * are left out.
	 */
	static OAuthError complete(@Nullable OAuthError stated, TokenRequest request) {
		String code = (stated != null) ? stated.code() : "";
		String description = (stated != null) ? stated.description() : null;
		if (!request.tokenType().isToken()) {
			return new OAuthError(OF_ANSWERS, (description != null) ? description : REFUSED);
		}
		if (code.isEmpty()) {
			code = request.hasUser() ? "invalid_grant" : "unauthorized_client";
			description = (description != null) ? description : REFUSED;
		}
		return new OAuthError(code, description);
	}

	/**
	 * Returns the error that a rule throws, completed by the one that the rule states. If
	 * the thrown error is not valid, returns the stated one.
	 */
	static @Nullable OAuthError thrown(OAuthError thrown, @Nullable OAuthError stated) {
		if (!isValid(thrown)) {
			return stated;
		}
		if (!thrown.code().isEmpty() || stated == null) {
			return thrown;
		}
		return new OAuthError(stated.code(),
				(thrown.description() != null) ? thrown.description() : stated.description());
	}

	/** Tells whether the code and the description are allowed. */
	private static boolean isValid(OAuthError error) {
		return isCode(error.code()) && isDescription(error.description());
	}

	private static boolean isCode(String code) {
		return code.isEmpty() || CODES.contains(code);
	}

	private static boolean isDescription(@Nullable String description) {
		return description == null || DESCRIPTION.matcher(description).matches();
	}

	static void check(@Nullable OAuthError error, Origin origin, Issues issues) {
		if (error != null && !isCode(error.code())) {
			issues.add("unknown-error", origin, "'" + error.code() + "' is not a registered OAuth error",
					DidYouMean.sentence(error.code(), CODES));
		}
		if (error != null && !isDescription(error.description())) {
			issues.add("error-description", origin,
					"the error description holds characters that RFC 6749 does not allow",
					"Use printable ASCII without quotation marks and backslashes (section 5.2).");
		}
	}

}
