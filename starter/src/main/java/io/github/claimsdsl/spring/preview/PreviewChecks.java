package io.github.claimsdsl.spring.preview;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.endpoint.StoreOutage;

/**
 * The checks that the server makes for a real request before it builds the token.
 */
final class PreviewChecks {

	private static final Set<String> USER_GRANTS = Set.of("authorization_code", "password",
			AuthorizationGrantType.DEVICE_CODE.getValue(), AuthorizationGrantType.TOKEN_EXCHANGE.getValue());

	private final RegisteredClientRepository clients;

	private final @Nullable UserDetailsService users;

	PreviewChecks(RegisteredClientRepository clients, @Nullable UserDetailsService users) {
		this.clients = clients;
		this.users = users;
	}

	/**
	 * The client, grant type and user of a previewed token.
	 *
	 * @param client the client
	 * @param grantType the grant type, with its full name
	 * @param user the name of the user, or {@code null} if the token is for the client
	 * itself
	 */
	record Parties(RegisteredClient client, AuthorizationGrantType grantType, @Nullable String user) {
	}

	Parties parties(PreviewRequest request) {
		RegisteredClient client = request.client().isBlank() ? null : find(request.client());
		if (client == null) {
			throw new IllegalArgumentException("there is no such client");
		}
		AuthorizationGrantType grantType = grantType(client, request.grantType());
		String user = (request.user() == null || request.user().isBlank()) ? null : request.user();
		if (AuthorizationGrantType.REFRESH_TOKEN.equals(grantType)) {
			throw new IllegalArgumentException(
					"instead of refresh_token, name the grant that authorized the token and set issuance to refresh");
		}
		if (user != null && AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grantType)) {
			throw new IllegalArgumentException("client_credentials has no user");
		}
		if (user == null && USER_GRANTS.contains(grantType.getValue())) {
			throw new IllegalArgumentException("name a user for this grant type");
		}
		return new Parties(client, grantType, user);
	}

	/**
	 * Finds a client. The message of an exception is not shown, because it may hold data
	 * of the client.
	 */
	private @Nullable RegisteredClient find(String client) {
		try {
			return this.clients.findByClientId(client);
		}
		catch (RuntimeException ex) {
			if (StoreOutage.isCauseOf(ex)) {
				throw new IllegalStateException("the clients cannot be read now", ex);
			}
			throw new IllegalArgumentException(
					"the client cannot be read: RegisteredClientRepository threw " + ex.getClass().getName(), ex);
		}
	}

	/**
	 * Returns the grant type of the client that has this name, or whose URN ends with it.
	 */
	private static AuthorizationGrantType grantType(RegisteredClient client, String name) {
		String part = ":" + name.toLowerCase(Locale.ROOT).replace('_', '-');
		return client.getAuthorizationGrantTypes()
			.stream()
			.filter((grant) -> grant.getValue().equals(name) || grant.getValue().replace('_', '-').endsWith(part))
			.findFirst()
			.orElseGet(() -> new AuthorizationGrantType(name.isBlank() ? "none" : name));
	}

	static void checkGrant(PreviewRequest request, Parties parties) {
		Set<AuthorizationGrantType> grants = parties.client().getAuthorizationGrantTypes();
		boolean refresh = request.issuance() == Issuance.REFRESH;
		if (!grants.contains(parties.grantType())
				|| (refresh && !grants.contains(AuthorizationGrantType.REFRESH_TOKEN))) {
			throw refused(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "The client may not use the grant");
		}
	}

	static void checkScopes(PreviewRequest request, Parties parties) {
		if (!parties.client().getScopes().containsAll(request.scopes())) {
			throw refused(OAuth2ErrorCodes.INVALID_SCOPE, "The client may not have a scope");
		}
	}

	/** Returns why the grant issues no such token, or {@code null} if it issues one. */
	static @Nullable String missing(PreviewRequest request, Parties parties, @Nullable Audience granted) {
		if (request.issuance() == Issuance.REFRESH && hasNoRefreshToken(parties)) {
			return "the grant issues no refresh token to this client";
		}
		boolean openid = request.scopes().contains(OidcScopes.OPENID);
		String grantType = parties.grantType().getValue();
		return switch (request.tokenType()) {
			case ID_TOKEN -> (openid && !GrantTypes.WITHOUT_ID_TOKEN.contains(grantType)) ? null
					: "an ID token needs the scope openid; client_credentials, device_code and token-exchange issue no ID token";
			case USERINFO -> {
				if (openid && granted != null && GrantTypes.TOKEN_EXCHANGE.equals(grantType)) {
					yield "userinfo does not accept a token that was exchanged for an API";
				}
				yield (openid && !GrantTypes.WITHOUT_USERINFO.contains(grantType)) ? null
						: "userinfo needs the scope openid; client_credentials and device_code have no userinfo";
			}
			case ACCESS_TOKEN, INTROSPECTION -> null;
		};
	}

	/** Returns whether Spring Authorization Server issues no refresh token here. */
	private static boolean hasNoRefreshToken(Parties parties) {
		return AuthorizationGrantType.CLIENT_CREDENTIALS.equals(parties.grantType())
				|| AuthorizationGrantType.TOKEN_EXCHANGE.equals(parties.grantType())
				|| (AuthorizationGrantType.AUTHORIZATION_CODE.equals(parties.grantType()) && parties.client()
					.getClientAuthenticationMethods()
					.equals(Set.of(ClientAuthenticationMethod.NONE)));
	}

	/**
	 * Returns the user as after a login. The details of a real login, such as its time,
	 * are missing.
	 */
	@Nullable Authentication authenticate(@Nullable String user) {
		if (user == null) {
			return null;
		}
		if (this.users == null) {
			return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
		}
		try {
			UserDetails details = this.users.loadUserByUsername(user);
			new AccountStatusUserDetailsChecker().check(details);
			return UsernamePasswordAuthenticationToken.authenticated(details, null, details.getAuthorities());
		}
		catch (InternalAuthenticationServiceException ex) {
			throw ex;
		}
		catch (AuthenticationException ex) {
			throw refused(OAuth2ErrorCodes.INVALID_GRANT, "The user cannot log in");
		}
	}

	private static OAuth2AuthenticationException refused(String code, String description) {
		return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
	}

}
