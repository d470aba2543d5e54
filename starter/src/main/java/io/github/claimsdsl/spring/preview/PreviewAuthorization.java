package io.github.claimsdsl.spring.preview;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * A made-up authorization for a preview. It notices if a customizer reads what only a
 * real authorization has: its identifier, attributes and tokens.
 */
final class PreviewAuthorization extends OAuth2Authorization {

	private static final long serialVersionUID = 1L;

	private final OAuth2Authorization made;

	private boolean watched;

	private boolean read;

	PreviewAuthorization(OAuth2Authorization made) {
		this.made = made;
	}

	/** Runs a customization and returns whether it read something that is made up. */
	boolean isReadBy(Runnable customization) {
		this.watched = true;
		try {
			customization.run();
			return this.read;
		}
		finally {
			this.watched = false;
			this.read = false;
		}
	}

	private OAuth2Authorization read() {
		this.read |= this.watched;
		return this.made;
	}

	@Override
	public String getId() {
		return read().getId();
	}

	@Override
	public String getRegisteredClientId() {
		return this.made.getRegisteredClientId();
	}

	@Override
	public String getPrincipalName() {
		return this.made.getPrincipalName();
	}

	@Override
	public AuthorizationGrantType getAuthorizationGrantType() {
		return this.made.getAuthorizationGrantType();
	}

	@Override
	public Set<String> getAuthorizedScopes() {
		return this.made.getAuthorizedScopes();
	}

	@Override
	public <T extends OAuth2Token> @Nullable Token<T> getToken(Class<T> tokenType) {
		return read().getToken(tokenType);
	}

	@Override
	public <T extends OAuth2Token> @Nullable Token<T> getToken(String tokenValue) {
		return read().getToken(tokenValue);
	}

	@Override
	public Map<String, Object> getAttributes() {
		return read().getAttributes();
	}

	@Override
	@SuppressWarnings("TypeParameterUnusedInFormals")
	public <T> @Nullable T getAttribute(String name) {
		return read().getAttribute(name);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
