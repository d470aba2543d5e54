package io.github.claimsdsl.boot.console;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.util.StringUtils;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;

/**
 * Finds out what was requested when a token was issued. It uses the saved authorization,
 * or else guesses from the claims.
 *
 * @param choices finds clients and audiences
 * @param clients finds a client by its internal id
 */
record TokenGuess(Choices choices, RegisteredClientRepository clients) {

	TokenInputs form(TokenType type, Map<String, Object> claims, @Nullable OAuth2Authorization authorization) {
		String issuer = String.valueOf(claims.get("iss"));
		return (authorization != null) ? saved(claims, authorization, issuer) : guessed(type, claims, issuer);
	}

	private TokenInputs saved(Map<String, Object> claims, OAuth2Authorization authorization, String issuer) {
		RegisteredClient client = Stores.read(() -> this.clients.findById(authorization.getRegisteredClientId()));
		String grantType = authorization.getAuthorizationGrantType().getValue();
		return new TokenInputs((client != null) ? client.getClientId() : "", grantType, Issuance.INITIAL,
				isOfUser(grantType) ? authorization.getPrincipalName() : "", audience(claims),
				authorization.getAuthorizedScopes(), issuer);
	}

	private TokenInputs guessed(TokenType type, Map<String, Object> claims, String issuer) {
		String client = Stream.concat(Stream.of("client_id", "azp").map(claims::get), values(claims.get("aud")))
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.filter((id) -> this.choices.find(id) != null)
			.findFirst()
			.orElse("");
		String subject = String.valueOf(claims.getOrDefault("sub", ""));
		String grantType = subject.equals(client) ? AuthorizationGrantType.CLIENT_CREDENTIALS.getValue()
				: this.choices.grantsOf(client).stream().filter(TokenGuess::isOfUser).findFirst().orElse("");
		return new TokenInputs(client, grantType, Issuance.INITIAL, isOfUser(grantType) ? subject : "",
				audience(claims), scopes(type, claims.get("scope")), issuer);
	}

	private static boolean isOfUser(String grantType) {
		return !grantType.equals(AuthorizationGrantType.CLIENT_CREDENTIALS.getValue());
	}

	private String audience(Map<String, Object> claims) {
		List<String> declared = this.choices.audienceIds();
		return values(claims.get("aud")).map(String::valueOf).filter(declared::contains).findFirst().orElse("");
	}

	private static Set<String> scopes(TokenType type, @Nullable Object claim) {
		if (claim instanceof String text) {
			return new LinkedHashSet<>(List.of(StringUtils.tokenizeToStringArray(text, " ")));
		}
		Set<String> scopes = new LinkedHashSet<>(values(claim).map(String::valueOf).toList());
		return (type == TokenType.ID_TOKEN) ? Set.of("openid") : scopes;
	}

	private static Stream<?> values(@Nullable Object claim) {
		return (claim instanceof Collection<?> values) ? values.stream() : Stream.ofNullable(claim);
	}

}
