package io.github.claimsdsl.spring.endpoint;

import java.util.Map;
import java.util.Set;

import io.github.claimsdsl.TokenType;

/**
 * A token as it was decided.
 *
 * @param type the kind of token
 * @param client the client it is for, by its registration's id
 * @param header what the header of a JWT must say, by name
 * @param scopes its authorised scopes
 * @param claims all its claims, as in JSON
 * @param attributes what is saved with its authorization, by name; usually nothing
 */
public record DecidedToken(TokenType type, String client, Map<String, String> header, Set<String> scopes,
		Map<String, Object> claims, Map<String, Object> attributes) {

	/**
	 * Records a token.
	 * @param type the kind of token
	 * @param client the client it is for, by its registration's id
	 * @param header what the header of a JWT must say; not copied
	 * @param scopes its authorised scopes; not copied
	 * @param claims all its claims; copied, deeply
	 * @param attributes what is saved with its authorization; not copied
	 * @return the token
	 */
	public static DecidedToken of(TokenType type, String client, Map<String, String> header, Set<String> scopes,
			Map<String, Object> claims, Map<String, Object> attributes) {
		return new DecidedToken(type, client, header, scopes, ClaimJson.of(claims), attributes);
	}

}
