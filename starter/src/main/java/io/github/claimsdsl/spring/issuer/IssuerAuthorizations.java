package io.github.claimsdsl.spring.issuer;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The authorizations of a server with several issuers. Each authorization remembers the
 * issuer that it was made at and cannot be found at another issuer. There, its codes,
 * refresh tokens, device codes, pushed requests and access tokens are treated as unknown.
 */
public final class IssuerAuthorizations implements OAuth2AuthorizationService {

	/** The attribute of an authorization that holds its issuer. */
	static final String ATTRIBUTE = "io.github.claimsdsl.issuer";

	private static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT);

	private final OAuth2AuthorizationService delegate;

	private final RefusalLog refusals;

	/**
	 * Creates the service.
	 * @param delegate the authorizations of all issuers
	 * @param refusals reports what is refused
	 */
	public IssuerAuthorizations(OAuth2AuthorizationService delegate, RefusalLog refusals) {
		this.delegate = delegate;
		this.refusals = refusals;
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		String issuer = Issuers.current();
		if (issuer == null || authorization.getAttribute(ATTRIBUTE) != null) {
			this.delegate.save(authorization);
			return;
		}
		this.delegate.save(OAuth2Authorization.from(authorization).attribute(ATTRIBUTE, issuer).build());
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		this.delegate.remove(authorization);
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return ofThisIssuer(this.delegate.findById(id));
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
		return ofThisIssuer(this.delegate.findByToken(token, tokenType));
	}

	private @Nullable OAuth2Authorization ofThisIssuer(@Nullable OAuth2Authorization authorization) {
		if (authorization == null || Issuers.isCurrent(issuer(authorization))) {
			return authorization;
		}
		this.refusals.request("request", null, null,
				new RefusedException(ERROR, "its authorization was made at another issuer"));
		return this.refusals.isEnforcing() ? null : authorization;
	}

	/**
	 * Returns the issuer of an authorization. If a custom grant saved it, only its access
	 * token has the issuer.
	 */
	private static @Nullable Object issuer(OAuth2Authorization authorization) {
		Object remembered = authorization.getAttribute(ATTRIBUTE);
		if (remembered != null) {
			return remembered;
		}
		OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
		Map<String, Object> claims = (token != null) ? token.getClaims() : null;
		return (claims != null) ? claims.get(JwtClaimNames.ISS) : null;
	}

}
