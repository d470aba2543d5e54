package io.github.claimsdsl.spring.preview;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.token.AnsweredToken;
import io.github.claimsdsl.spring.token.NotPreviewableException;

/**
 * Makes the context from which Spring Authorization Server would build the token of a
 * real request. The token values in it are placeholders.
 */
final class PreviewContexts {

	/**
	 * A made-up grant type for deciding the audience, which depends only on the request.
	 */
	private static final AuthorizationGrantType ANY_GRANT = new AuthorizationGrantType("preview");

	private static final String PLACEHOLDER = "preview";

	private final AudienceTokens audiences;

	private final AuthorizationServerSettings settings;

	private final Issuers issuers;

	PreviewContexts(AudienceTokens audiences, AuthorizationServerSettings settings, Issuers issuers) {
		this.audiences = audiences;
		this.settings = settings;
		this.issuers = issuers;
	}

	private record Server(String issuer, AuthorizationServerSettings settings) implements AuthorizationServerContext {

		@Override
		public String getIssuer() {
			return this.issuer;
		}

		@Override
		public AuthorizationServerSettings getAuthorizationServerSettings() {
			return this.settings;
		}

	}

	private static final class Grant extends OAuth2AuthorizationGrantAuthenticationToken {

		private static final long serialVersionUID = 1L;

		Grant(AuthorizationGrantType type, Authentication client, Map<String, Object> parameters) {
			super(type, client, parameters);
		}

	}

	/**
	 * Decides the audience. A real request is checked for its audience first, so a
	 * refused audience also means that there is no ID token.
	 * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if
	 * the client may not have the audience
	 */
	@Nullable Audience granted(PreviewRequest request, RegisteredClient client) {
		Authentication self = self(client);
		DefaultOAuth2TokenContext.Builder context = builder(request, client, self,
				new Grant(ANY_GRANT, self, parameters(request)));
		Audience audience = this.audiences.grant(context.build()).audience();
		this.audiences.grant(context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
		return audience;
	}

	private static Authentication self(RegisteredClient client) {
		return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, null);
	}

	private static Map<String, Object> parameters(PreviewRequest request) {
		return (request.audience() != null) ? Map.of(OAuth2ParameterNames.AUDIENCE, request.audience()) : Map.of();
	}

	/**
	 * Makes the context of a token.
	 * @param request the token
	 * @param client its client
	 * @param grantType the grant that authorizes it
	 * @param granted its audience, or {@code null} for none
	 * @param user its user, or {@code null} if the token is for the client itself
	 * @return the context
	 */
	OAuth2TokenContext make(PreviewRequest request, RegisteredClient client, AuthorizationGrantType grantType,
			@Nullable Audience granted, @Nullable Authentication user) {
		Authentication self = self(client);
		Authentication principal = (user != null) ? user : self;
		Map<String, Object> parameters = parameters(request);
		OAuth2Authorization authorization = authorization(request, client, grantType, principal, granted, parameters);
		boolean refresh = request.issuance() == Issuance.REFRESH;
		DefaultOAuth2TokenContext.Builder context = builder(request, client, principal,
				AuthorizationGrantType.TOKEN_EXCHANGE.equals(grantType) ? exchange(request, self)
						: new Grant(refresh ? AuthorizationGrantType.REFRESH_TOKEN : grantType, self,
								needsAuthorization(grantType) ? Map.of() : parameters));
		if (refresh || needsAuthorization(grantType) || request.tokenType() == TokenType.ID_TOKEN) {
			context.authorization(new PreviewAuthorization(authorization));
		}
		return context.build();
	}

	/**
	 * Makes the token that an answer of userinfo or introspection would be about.
	 * @param request the answer
	 * @param client the client of the token
	 * @param grantType the grant that authorized it
	 * @param granted its audience, or {@code null} for none
	 * @param user its user, or {@code null} if the token is for the client itself
	 * @return the token
	 */
	AnsweredToken answered(PreviewRequest request, RegisteredClient client, AuthorizationGrantType grantType,
			@Nullable Audience granted, @Nullable Authentication user) {
		Authentication principal = (user != null) ? user : self(client);
		OAuth2Authorization authorization = authorization(request, client, grantType, principal, granted,
				parameters(request));
		return AnsweredToken.of(request.tokenType(),
				OAuth2Authorization.from(authorization).attribute(Principal.class.getName(), principal).build(), client,
				new Server(issuer(request), this.settings));
	}

	/**
	 * Returns whether the token request of a grant continues something that was saved
	 * earlier.
	 */
	private static boolean needsAuthorization(AuthorizationGrantType grantType) {
		return AuthorizationGrantType.AUTHORIZATION_CODE.equals(grantType)
				|| AuthorizationGrantType.DEVICE_CODE.equals(grantType)
				|| AuthorizationGrantType.TOKEN_EXCHANGE.equals(grantType);
	}

	private DefaultOAuth2TokenContext.Builder builder(PreviewRequest request, RegisteredClient client,
			Authentication principal, OAuth2AuthorizationGrantAuthenticationToken grant) {
		boolean access = request.tokenType() != TokenType.ID_TOKEN;
		return DefaultOAuth2TokenContext.builder()
			.registeredClient(client)
			.principal(principal)
			.authorizationServerContext(new Server(issuer(request), this.settings))
			.authorizedScopes(request.scopes())
			.tokenType(access ? OAuth2TokenType.ACCESS_TOKEN : new OAuth2TokenType(OidcParameterNames.ID_TOKEN))
			.authorizationGrantType(grant.getGrantType())
			.authorizationGrant(grant);
	}

	private String issuer(PreviewRequest request) {
		String issuer = this.issuers.choose(request.issuer(), this.settings);
		if (issuer == null) {
			throw new NotPreviewableException(this.issuers.areOfRequests(this.settings)
					? "the issuer is taken from each request: name one with 'issuer', or configure one with "
							+ "spring.security.oauth2.authorizationserver.issuer"
					: "the server has several issuers: name one with 'issuer'");
		}
		return issuer;
	}

	private static OAuth2TokenExchangeAuthenticationToken exchange(PreviewRequest request, Authentication client) {
		Set<String> audiences = (request.audience() != null) ? Set.of(request.audience()) : Set.of();
		String accessToken = "urn:ietf:params:oauth:token-type:access_token";
		return new OAuth2TokenExchangeAuthenticationToken(accessToken, PLACEHOLDER, accessToken, client, null, null,
				Set.of(), audiences, request.scopes(), Map.of());
	}

	private OAuth2Authorization authorization(PreviewRequest request, RegisteredClient client,
			AuthorizationGrantType grantType, Authentication principal, @Nullable Audience granted,
			Map<String, Object> parameters) {
		Instant now = Instant.now();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, PLACEHOLDER, now,
				now.plus(Duration.ofMinutes(5)), request.scopes());
		Map<String, Object> claims = Map.of(JwtClaimNames.ISS, issuer(request), JwtClaimNames.AUD,
				List.of((granted != null) ? granted.id() : client.getClientId()));
		OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName(principal.getName())
			.authorizationGrantType(grantType)
			.authorizedScopes(request.scopes())
			.token(token, (metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims))
			.token(new OidcIdToken(PLACEHOLDER + "-id", now, now.plus(Duration.ofMinutes(5)),
					Map.of(JwtClaimNames.SUB, principal.getName())))
			.attribute(OAuth2AuthorizationRequest.class.getName(), authorizationRequest(request, client, parameters));
		AudienceTokens.rememberForDevice(authorization, granted);
		return authorization.build();
	}

	private OAuth2AuthorizationRequest authorizationRequest(PreviewRequest request, RegisteredClient client,
			Map<String, Object> parameters) {
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(issuer(request) + Objects.requireNonNull(this.settings.getAuthorizationEndpoint()))
			.clientId(client.getClientId())
			.scopes(request.scopes())
			.additionalParameters(parameters)
			.build();
	}

}
