package io.github.claimsdsl.spring.preview;

import java.util.List;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.token.AnsweredToken;
import io.github.claimsdsl.spring.token.DecisionListeners;
import io.github.claimsdsl.spring.token.PolicyCustomizer;

/**
 * A user that the caller provides, so that the user source is not called. It makes the
 * token requests that policies would be asked about, without asking them.
 *
 * @param name the name to use for the user
 * @param user the application's user
 */
record GivenUser(String name, Object user) {

	Authentication login() {
		return UsernamePasswordAuthenticationToken.authenticated(this.name, null, List.of());
	}

	TokenRequest token(OAuth2TokenContext context, TokenType type, PolicyCustomizer<JwtEncodingContext> policies) {
		return with(policies.read(context, format(context.getRegisteredClient(), type)));
	}

	TokenRequest answer(AnsweredToken token, PolicyCustomizer<JwtEncodingContext> policies,
			DecisionListeners listeners) {
		return with(policies.answers(listeners).read(token));
	}

	private static TokenFormat format(RegisteredClient client, TokenType type) {
		boolean opaque = type == TokenType.ACCESS_TOKEN
				&& OAuth2TokenFormat.REFERENCE.equals(client.getTokenSettings().getAccessTokenFormat());
		return opaque ? TokenFormat.OPAQUE : TokenFormat.JWT;
	}

	/** Returns a copy of the token request with the given user. */
	private TokenRequest with(TokenRequest token) {
		return TokenRequest.of(token.client(), token.grantType())
			.tokenType(token.tokenType())
			.tokenFormat(token.tokenFormat())
			.issuance(token.issuance())
			.issuer(token.issuer())
			.subject(token.subject())
			.audiences(token.audiences())
			.scopes(token.scopes())
			.parameters(token.parameters())
			.principalName(this.name)
			.user(this.user)
			.actor(token.actor())
			.build();
	}

}
