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
 * The answers of the endpoints that tell about tokens.
 *
 * @param decisions decides their claims
 * @param audiences the declared audiences
 * @param refusals reports what is refused
 * @param authorizations the store of the server, once it is initialised
 * @param clients the clients of the server, once it is initialised
 */
record Answers(AnswerDecisions decisions, Audiences audiences, RefusalLog refusals,
		Supplier<OAuth2AuthorizationService> authorizations, Supplier<RegisteredClientRepository> clients) {

	/** The authorization of an access token, or {@code null} if it is not known. */
	@Nullable OAuth2Authorization authorization(String accessToken) {
		return this.authorizations.get().findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN);
	}

	/** The access token of an authorization, or {@code null} if its client is gone. */
	@Nullable AnsweredToken token(OAuth2Authorization authorization,
			BiFunction<OAuth2Authorization, RegisteredClient, AnsweredToken> type) {
		RegisteredClient client = this.clients.get().findById(authorization.getRegisteredClientId());
		return (client != null) ? type.apply(authorization, client) : null;
	}

	/**
	 * Whether a client sees the claims of introspection rules: the API that the token is
	 * for, and for a token without audience the client that it was issued to.
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
