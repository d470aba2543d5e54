package io.github.claimsdsl.boot.console;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcScopes;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.PreviewRequest;

/**
 * The part of a form that describes a token.
 *
 * @param client the client identifier
 * @param grantType the grant type
 * @param issuance the issuance
 * @param user the name of the user, empty for the client alone
 * @param audience the audience, empty for none
 * @param scopes the scopes
 * @param issuer the issuer, empty where the server has one
 */
record TokenInputs(String client, String grantType, Issuance issuance, String user, String audience, Set<String> scopes,
		String issuer) {

	/** Reads the fields of a request. */
	static TokenInputs read(ConsoleRequest request, Choices choices) {
		String issuer = request.text("issuer").strip();
		return new TokenInputs(request.text("client").strip(), request.text("grantType").strip(),
				request.choice("issuance", Issuance.INITIAL), request.text("user"), request.text("audience"),
				request.words("scopes"),
				(issuer.isEmpty() && choices.issuerOfRequests()) ? choices.issuer(request) : issuer);
	}

	/** Returns the values that the form shows at first. */
	static TokenInputs first(ConsoleRequest request, Choices choices) {
		String client = choices.clients("").stream().findFirst().orElse("");
		String grant = choices.grantsOf(client).stream().findFirst().orElse("client_credentials");
		return new TokenInputs(client, grant, Issuance.INITIAL, request.reader(), choices.audienceOf(client),
				Set.of(OidcScopes.OPENID), choices.issuer(request));
	}

	PreviewRequest preview(TokenType tokenType) {
		return preview(tokenType, this.user);
	}

	/** Returns the request for a preview of the token for another user. */
	PreviewRequest preview(TokenType tokenType, String user) {
		return new PreviewRequest(this.client, this.grantType, this.issuance, orNull(user), orNull(this.audience),
				this.scopes, tokenType, orNull(this.issuer));
	}

	private static @Nullable String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	/** Returns the grant type, or only the last part if it is a URN. */
	static String shortName(String grantType) {
		return grantType.substring(grantType.lastIndexOf(':') + 1);
	}

}
