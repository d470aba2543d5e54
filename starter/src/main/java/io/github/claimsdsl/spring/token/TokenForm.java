package io.github.claimsdsl.spring.token;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.TokenFormat;

/**
 * Gives access to a token that is being built.
 *
 * @param format the format of the token
 * @param claims gives access to its claims
 * @param header returns its header, or {@code null} if the format has none
 * @param <C> what the token is built from
 */
record TokenForm<C extends OAuth2TokenContext>(TokenFormat format, BiConsumer<C, Consumer<Map<String, Object>>> claims,
		Function<C, JwsHeader.@Nullable Builder> header) {

	static final TokenForm<JwtEncodingContext> JWT = new TokenForm<>(TokenFormat.JWT,
			(context, access) -> context.getClaims().claims(access), JwtEncodingContext::getJwsHeader);

	static final TokenForm<OAuth2TokenClaimsContext> OPAQUE = new TokenForm<>(TokenFormat.OPAQUE,
			(context, access) -> context.getClaims().claims(access), (context) -> null);

}
