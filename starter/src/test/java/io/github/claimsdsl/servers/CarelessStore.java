package io.github.claimsdsl.servers;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Alters what is saved. */
final class CarelessStore implements OAuth2AuthorizationService {

	private final OAuth2AuthorizationService store = new InMemoryOAuth2AuthorizationService();

	@Override
	public void save(OAuth2Authorization authorization) {
		OAuth2Authorization.Builder saved = OAuth2Authorization.from(authorization);
		OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
		if (token != null) {
			switch (CarelessServer.trick()) {
				case "s-noclaims" -> saved.token(token.getToken(),
						(metadata) -> metadata.remove(OAuth2Authorization.Token.CLAIMS_METADATA_NAME));
				default -> {
				}
			}
		}
		this.store.save(saved.build());
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		this.store.remove(authorization);
	}

	@Override
	public OAuth2Authorization findById(String id) {
		return this.store.findById(id);
	}

	@Override
	public OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
		return this.store.findByToken(token, tokenType);
	}

}
