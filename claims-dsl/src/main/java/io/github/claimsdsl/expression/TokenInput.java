package io.github.claimsdsl.expression;

import io.github.claimsdsl.TokenRequest;

/**
 * The input {@code token} of expressions: the token that is about to be issued, or the
 * answer about a token. Immutable.
 *
 * @param type {@code access_token}, {@code id_token}, {@code userinfo} or
 * {@code introspection}
 * @param format {@code jwt} or {@code opaque}
 * @since 0.1.0
 */
public record TokenInput(String type, String format) {

	static TokenInput of(TokenRequest request) {
		return new TokenInput(request.tokenType().value(), request.tokenFormat().value());
	}

}
