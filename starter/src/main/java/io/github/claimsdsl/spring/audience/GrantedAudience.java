package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.spring.endpoint.EarlierRequest;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Decides what is granted for an access token. It reads what the client asks for from the
 * call of the token endpoint itself, because the provider of a custom grant may have
 * dropped the parameters.
 */
final class GrantedAudience {

	/** The attribute of a device authorization that holds its audience. */
	static final String ATTRIBUTE = Audience.class.getName();

	private final Audiences audiences;

	private final Delegation delegation;

	GrantedAudience(Audiences audiences, Delegation delegation) {
		this.audiences = audiences;
		this.delegation = delegation;
	}

	/**
	 * The audience that a client asks for in a call. It is the key under which the call
	 * remembers the decision.
	 */
	private record Requested(String clientId, @Nullable String audience) {
	}

	/** What was decided for a {@link Requested} audience. */
	private record Decided(@Nullable Audience audience) {
	}

	/** Decides the audience of a call. The decision is made once and remembered. */
	static @Nullable Audience decide(TokenEndpointCall call, Audiences audiences, RegisteredClient client,
			@Nullable String requested, Set<String> scopes) {
		return call
			.remember(new Requested(client.getId(), requested),
					(key) -> new Decided(audiences.grant(requested, Requester.of(client), scopes)))
			.audience();
	}

	TokenGrant of(OAuth2TokenContext context) {
		TokenEndpointCall call = call();
		if (isRegistration(context, call)) {
			return TokenGrant.of(null, context.getAuthorizedScopes());
		}
		@Nullable Authentication grant = context.getAuthorizationGrant();
		String inRequest = (call != null) ? RequestedAudience.of(call) : null;
		String requested = (inRequest != null) ? inRequest : RequestedAudience.of(grant);
		AuthorizationGrantType grantType = context.getAuthorizationGrantType();
		return (grantType != null && EarlierRequest.isOf(grantType.getValue()))
				? remembered(context, grantType, requested) : requestedNow(context, call, requested);
	}

	/** Returns the current call if its parameters are known, or else {@code null}. */
	private static @Nullable TokenEndpointCall call() {
		TokenEndpointCall call = TokenEndpointCall.current();
		return (call != null && call.hasRequest()) ? call : null;
	}

	/**
	 * Returns whether the token comes with a client registration. Nobody asked for such a
	 * token, so it has no audience.
	 */
	private static boolean isRegistration(OAuth2TokenContext context, @Nullable TokenEndpointCall call) {
		if (call != null) {
			return call.isRegistration();
		}
		return context.getAuthorizationGrant() == null
				&& AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
	}

	private TokenGrant requestedNow(OAuth2TokenContext context, @Nullable TokenEndpointCall call,
			@Nullable String requested) {
		RegisteredClient client = context.getRegisteredClient();
		Set<String> scopes = context.getAuthorizedScopes();
		Audience audience = (call != null) ? decide(call, this.audiences, client, requested, scopes)
				: this.audiences.grant(requested, Requester.of(context), scopes);
		this.audiences.checkScopes(audience, scopes);
		return AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType())
				? this.delegation.grant(context, audience) : TokenGrant.of(audience, scopes);
	}

	private TokenGrant remembered(OAuth2TokenContext context, AuthorizationGrantType grantType,
			@Nullable String requested) {
		Requester requester = Requester.of(context);
		Set<String> scopes = context.getAuthorizedScopes();
		if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(grantType)) {
			return unchanged(requested, this.audiences.grant(requestedAtAuthorization(context), requester, scopes),
					scopes);
		}
		if (AuthorizationGrantType.DEVICE_CODE.equals(grantType)) {
			return unchanged(requested, this.audiences.authorize(savedForDevice(context), requester, scopes), scopes);
		}
		return refreshed(context, requested, requester, scopes);
	}

	private TokenGrant refreshed(OAuth2TokenContext context, @Nullable String requested, Requester requester,
			Set<String> scopes) {
		List<String> remembered = AudienceClaim.remembered(context);
		List<String> declared = remembered.stream().filter((value) -> this.audiences.find(value) != null).toList();
		if (declared.size() > 1) {
			throw AudienceError.SEVERAL_TARGETS.exception();
		}
		TokenGrant grant = unchanged(requested,
				this.audiences.authorize(declared.isEmpty() ? null : declared.get(0), requester, scopes), scopes);
		return new TokenGrant(grant.audience(), grant.scopes(), declared.isEmpty() ? remembered : List.of(), null,
				Map.of(), Map.of());
	}

	private static TokenGrant unchanged(@Nullable String requested, @Nullable Audience granted, Set<String> scopes) {
		if (requested != null && (granted == null || !granted.id().equals(requested))) {
			throw AudienceError.TARGET_CHANGED.exception();
		}
		return TokenGrant.of(granted, scopes);
	}

	private static @Nullable String requestedAtAuthorization(OAuth2TokenContext context) {
		OAuth2Authorization authorization = context.getAuthorization();
		OAuth2AuthorizationRequest request = (authorization != null)
				? authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()) : null;
		return (request != null) ? RequestedAudience.of(request.getAdditionalParameters()) : null;
	}

	private static @Nullable String savedForDevice(OAuth2TokenContext context) {
		OAuth2Authorization authorization = context.getAuthorization();
		return (authorization != null) ? authorization.<String>getAttribute(ATTRIBUTE) : null;
	}

}
