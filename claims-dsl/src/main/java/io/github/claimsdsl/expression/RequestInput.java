package io.github.claimsdsl.expression;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * The input {@code request} of expressions: the request that the token is issued for.
 * Immutable.
 *
 * @param grantType the grant that authorized the token
 * @param issuance {@code initial} or {@code refresh}
 * @param audience the granted API audience, or {@code null} if the token is for no API
 * @param issuer the issuer of the token, or {@code null} if it is not known
 * @param scopes the authorized scopes
 * @param parameters the declared request parameters, by name
 * @since 0.1.0
 */
public record RequestInput(String grantType, String issuance, @Nullable String audience, @Nullable String issuer,
		Set<String> scopes, Map<String, String> parameters) {

	static RequestInput of(TokenRequest request) {
		return new RequestInput(request.grantType(), request.issuance().value(), request.audience(), request.issuer(),
				request.scopes(), request.parameters());
	}

}
