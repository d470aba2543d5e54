package io.github.claimsdsl.spring.endpoint;

import java.util.Map;
import java.util.Set;

import io.github.claimsdsl.TokenType;

/**
 * A token as it was decided, to compare with the token that is issued.
 *
 * @param type the kind of token
 * @param client the registration id of the client that it is for
 * @param header the header parameters that a JWT must have, by name
 * @param scopes its authorized scopes
 * @param claims all its claims, in JSON form
 * @param attributes the attributes to save with its authorization, by name; usually none
 */
public record DecidedToken(TokenType type, String client, Map<String, String> header, Set<String> scopes,
		Map<String, Object> claims, Map<String, Object> attributes) {

	/**
	 * Creates the record of a token.
	 * @param type the kind of token
	 * @param client the registration id of the client that it is for
	 * @param header the header parameters that a JWT must have; not copied
	 * @param scopes its authorized scopes; not copied
	 * @param claims all its claims; deeply copied
	 * @param attributes the attributes to save with its authorization; not copied
	 * @return the token
	 */
	public static DecidedToken of(TokenType type, String client, Map<String, String> header, Set<String> scopes,
			Map<String, Object> claims, Map<String, Object> attributes) {
		return new DecidedToken(type, client, header, scopes, ClaimJson.of(claims), attributes);
	}

}
