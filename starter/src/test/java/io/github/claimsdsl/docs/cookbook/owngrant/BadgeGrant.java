package io.github.claimsdsl.docs.cookbook.owngrant;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

final class BadgeGrant extends OAuth2AuthorizationGrantAuthenticationToken {

	static final AuthorizationGrantType TYPE = new AuthorizationGrantType("urn:example:grant-type:badge");

	private static final long serialVersionUID = 1L;

	private final @Nullable String badge;

	private BadgeGrant(Authentication client, @Nullable String badge) {
		super(TYPE, client, Map.of());
		this.badge = badge;
	}

	static @Nullable BadgeGrant of(HttpServletRequest request) {
		Authentication client = SecurityContextHolder.getContext().getAuthentication();
		return (client != null && TYPE.getValue().equals(request.getParameter("grant_type")))
				? new BadgeGrant(client, request.getParameter("badge")) : null;
	}

	@Nullable String badge() {
		return this.badge;
	}

}
