package io.github.claimsdsl.test;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.SpringUser;

/**
 * What a customizer reads, made of the request of a test. What a server has and the
 * request lacks throws a {@link MissingInputException} when it is read.
 *
 * @param request the request
 * @param client the client
 * @param principal the principal
 */
record CustomizerInputs(TokenRequest request, RegisteredClient client, Authentication principal) {

	/** The grants whose token requests continue an authorization that was saved. */
	private static final Set<AuthorizationGrantType> CONTINUING = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE,
			AuthorizationGrantType.REFRESH_TOKEN, AuthorizationGrantType.DEVICE_CODE,
			AuthorizationGrantType.TOKEN_EXCHANGE);

	static CustomizerInputs of(TokenRequest request) {
		if (!request.tokenType().isToken()) {
			throw new IllegalArgumentException("The request is for " + request.tokenType().value()
					+ ". A customizer runs for access tokens and ID tokens only.");
		}
		RegisteredClient given = request.attribute(RegisteredClient.class);
		RegisteredClient client = (given != null) ? given : client(request.client(), request.grantType());
		return new CustomizerInputs(request, client, principal(request, client));
	}

	private static RegisteredClient client(Client client, String grantType) {
		return RegisteredClient.withId(client.id())
			.clientId(client.id())
			.clientName((client.name() != null) ? client.name() : client.id())
			.scopes((scopes) -> scopes.addAll(client.scopes()))
			.authorizationGrantType(new AuthorizationGrantType(grantType))
			.redirectUri("https://client.example.com")
			.clientSettings(ClientSettings.builder().settings((settings) -> settings.putAll(client.settings())).build())
			.build();
	}

	private static Authentication principal(TokenRequest request, RegisteredClient client) {
		Authentication given = request.attribute(Authentication.class);
		if (given == null && request.subject() == Subject.CLIENT) {
			return authenticated(client);
		}
		return (given != null) ? given : new GivenPrincipal(name(request));
	}

	private static Authentication authenticated(RegisteredClient client) {
		return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, null);
	}

	private static @Nullable String name(TokenRequest request) {
		String name = request.principalName();
		return (name == null && !request.hasUserFailed() && request.user() instanceof SpringUser user) ? user.name()
				: name;
	}

	/** Returns the name of the principal, or {@code null} if it is not known. */
	@Nullable String subject() {
		return (this.principal instanceof GivenPrincipal) ? name(this.request) : this.principal.getName();
	}

	/** Fills the context of a token. */
	<T extends OAuth2TokenContext, B extends OAuth2TokenContext.AbstractBuilder<T, B>> T fill(B builder) {
		AuthorizationGrantType grantType = grantType();
		builder.registeredClient(this.client)
			.principal(this.principal)
			.authorizationServerContext(new Server(this.request.issuer()))
			.authorizedScopes(this.request.scopes())
			.tokenType(new OAuth2TokenType(this.request.tokenType().value()))
			.authorizationGrantType(grantType)
			.authorizationGrant(
					new Grant(grantType, authenticated(this.client), Map.copyOf(this.request.parameters())));
		OAuth2Authorization authorization = authorization(grantType);
		if (authorization != null) {
			builder.authorization(authorization);
		}
		return builder.build();
	}

	/** Returns the grant of the token request, which is another one for a refresh. */
	private AuthorizationGrantType grantType() {
		return (this.request.issuance() == Issuance.REFRESH) ? AuthorizationGrantType.REFRESH_TOKEN
				: new AuthorizationGrantType(this.request.grantType());
	}

	private @Nullable OAuth2Authorization authorization(AuthorizationGrantType grantType) {
		OAuth2Authorization given = this.request.attribute(OAuth2Authorization.class);
		boolean needed = CONTINUING.contains(grantType) || this.request.tokenType() == TokenType.ID_TOKEN;
		return (given == null && needed) ? new GivenAuthorization(this.request, this.client) : given;
	}

	/**
	 * The server of a request.
	 *
	 * @param issuer the issuer, or {@code null} if the request has none
	 */
	private record Server(@Nullable String issuer) implements AuthorizationServerContext {

		@Override
		public String getIssuer() {
			if (this.issuer == null) {
				throw new MissingInputException("the issuer", "issuer(url)");
			}
			return this.issuer;
		}

		@Override
		public AuthorizationServerSettings getAuthorizationServerSettings() {
			return AuthorizationServerSettings.builder().build();
		}

	}

	private static final class Grant extends OAuth2AuthorizationGrantAuthenticationToken {

		private static final long serialVersionUID = 1L;

		Grant(AuthorizationGrantType type, Authentication client, Map<String, Object> parameters) {
			super(type, client, parameters);
		}

	}

}
