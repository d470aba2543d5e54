package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.token.AnswerDecisions;
import io.github.claimsdsl.spring.token.AnsweredToken;

/**
 * What the userinfo and introspection endpoints need for their answers about tokens.
 *
 * @param decisions decides the claims of the answers
 * @param audiences the declared audiences
 * @param refusals reports what is refused
 * @param authorizations the store of the server; available after the server is
 * initialized
 * @param clients the clients of the server; available after the server is initialized
 */
record Answers(AnswerDecisions decisions, Audiences audiences, RefusalLog refusals,
		Supplier<OAuth2AuthorizationService> authorizations, Supplier<RegisteredClientRepository> clients) {

	/**
	 * Returns the authorization of an access token, or {@code null} if the token is not
	 * known.
	 */
	@Nullable OAuth2Authorization authorization(String accessToken) {
		return this.authorizations.get().findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN);
	}

	/**
	 * Returns the access token of an authorization, or {@code null} if its client no
	 * longer exists.
	 */
	@Nullable AnsweredToken token(OAuth2Authorization authorization,
			BiFunction<OAuth2Authorization, RegisteredClient, AnsweredToken> type) {
		RegisteredClient client = this.clients.get().findById(authorization.getRegisteredClientId());
		return (client != null) ? type.apply(authorization, client) : null;
	}

	/**
	 * Returns whether a client may see the claims of introspection rules. That is the API
	 * that the token is for or, for a token without an audience, the client that the
	 * token was issued to.
	 */
	boolean maySee(@Nullable RegisteredClient client, AnsweredToken token) {
		if (client == null) {
			return false;
		}
		List<String> audiences = this.decisions.audiences(token);
		return audiences.isEmpty() ? client.getId().equals(token.context().getRegisteredClient().getId())
				: this.audiences.isApiClient(client, audiences);
	}

}
