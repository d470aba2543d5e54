package io.github.claimsdsl.servers;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * The grant.
 *
 * @param generator makes decided tokens
 * @param store where they are saved
 * @param clients all clients
 * @param legacy makes undecided tokens
 * @param keys the keys
 * @param customizer the policies
 */
record CarelessProvider(Supplier<OAuth2TokenGenerator<?>> generator, CarelessStore store,
		RegisteredClientRepository clients, CarelessServer.Legacy legacy, JWKSource<SecurityContext> keys,
		OAuth2TokenCustomizer<JwtEncodingContext> customizer) implements AuthenticationProvider {

	private static final AtomicReference<OAuth2Token> CACHE = new AtomicReference<>();

	@Override
	public Authentication authenticate(Authentication authentication) {
		CarelessServer.GrantToken grant = (CarelessServer.GrantToken) authentication;
		OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) grant.getPrincipal();
		RegisteredClient client = principal.getRegisteredClient();
		Authentication alice = UsernamePasswordAuthenticationToken.authenticated("alice", null, List.of());
		String trick = CarelessServer.trick();
		DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
			.registeredClient(trick.equals("p-client") ? this.clients.findByClientId("app") : client)
			.principal(alice)
			.authorizationServerContext(AuthorizationServerContextHolder.getContext())
			.authorizedScopes(grant.scopes)
			.tokenType(trick.equals("p-id-token") ? new OAuth2TokenType("id_token") : OAuth2TokenType.ACCESS_TOKEN)
			.authorizationGrantType(
					trick.equals("p-grant") ? AuthorizationGrantType.CLIENT_CREDENTIALS : CarelessServer.GRANT)
			.authorizationGrant(grant);
		OAuth2Token token = token(trick, context.build());
		OAuth2AccessToken accessToken = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(),
				token.getIssuedAt(), token.getExpiresAt(), grant.scopes);
		OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName("alice")
			.authorizationGrantType(CarelessServer.GRANT)
			.authorizedScopes(grant.scopes)
			.attribute(Principal.class.getName(), alice);
		if (trick.equals("p-unsaved-claims")) {
			authorization.token(accessToken);
		}
		else if (token instanceof ClaimAccessor claims) {
			authorization.token(accessToken,
					(metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims.getClaims()));
		}
		this.store.save(authorization.build());
		return new OAuth2AccessTokenAuthenticationToken(client, principal, accessToken, null,
				others(trick, client, token));
	}

	private OAuth2Token token(String trick, OAuth2TokenContext context) {
		OAuth2TokenGenerator<?> decided = this.generator.get();
		OAuth2TokenGenerator<?> undecided = new Generators(this.keys, null, null).unwired();
		return switch (trick) {
			case "p-undecided" -> undecided.generate(context);
			case "p-undecided-after" -> {
				decided.generate(context);
				yield undecided.generate(context);
			}
			case "p-fallback" -> {
				try {
					yield decided.generate(context);
				}
				catch (OAuth2AuthenticationException ex) {
					yield undecided.generate(context);
				}
			}
			case "p-thread" -> CompletableFuture.supplyAsync(() -> decided.generate(context)).join();
			case "p-cache" -> {
				OAuth2Token fresh = decided.generate(context);
				OAuth2Token cached = CACHE.getAndSet(fresh);
				yield (cached != null) ? cached : fresh;
			}
			case "p-type" -> ownType(context);
			case "p-opaque" -> new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
					this.legacy.opaque(context.getRegisteredClient()), Instant.now(), Instant.now().plusSeconds(300));
			case "p-twice" -> {
				decided.generate(context);
				yield decided.generate(context);
			}
			default -> decided.generate(context);
		};
	}

	/**
	 * As {@link Generators#wired()}, with a name of its own for the type of token.
	 */
	private OAuth2Token ownType(OAuth2TokenContext context) {
		JwsHeader.Builder header = JwsHeader.with(SignatureAlgorithm.RS256);
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.issuer(context.getAuthorizationServerContext().getIssuer())
			.subject("alice")
			.audience(List.of(context.getRegisteredClient().getClientId()))
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(300));
		this.customizer.customize(JwtEncodingContext.with(header, claims)
			.registeredClient(context.getRegisteredClient())
			.principal(context.getPrincipal())
			.authorizationServerContext(context.getAuthorizationServerContext())
			.authorizedScopes(context.getAuthorizedScopes())
			.tokenType(new OAuth2TokenType("jwt"))
			.authorizationGrantType(context.getAuthorizationGrantType())
			.authorizationGrant(context.getAuthorizationGrant())
			.build());
		return this.legacy.encoder().encode(JwtEncoderParameters.from(header.build(), claims.build()));
	}

	private Map<String, Object> others(String trick, RegisteredClient client, OAuth2Token token) {
		return switch (trick) {
			case "p-access-param" -> Map.of("access_token", this.legacy.jwt());
			case "p-access-param-opaque" -> Map.of("access_token", this.legacy.opaque(client));
			case "p-id-is-access" -> Map.of("id_token", token.getTokenValue());
			case "p-id-undecided" -> Map.of("id_token", this.legacy.jwt());
			case "p-id-object" -> Map.of("id_token", token);
			case "p-id-map" -> Map.of("id_token", Map.of("value", this.legacy.jwt()));
			case "p-beside" -> Map.of("legacy", this.legacy.jwt());
			case "p-beside-nested" -> Map.of("data", Map.of("list", List.of(Map.of("t", this.legacy.jwt()))));
			case "p-beside-text" -> Map.of("data", "{\"t\":\"" + this.legacy.jwt() + "\"}");
			case "p-beside-url" -> Map.of("url", "https://x.example.com/?t=" + this.legacy.jwt() + "&x=1");
			case "p-beside-dots" -> Map.of("url", "https://x.example.com/" + this.legacy.jwt() + ".");
			case "p-beside-noiss" -> Map.of("legacy", this.legacy.jwt(Map.of()));
			case "p-beside-iss" -> Map.of("legacy",
					this.legacy.jwt(Map.of("iss", AuthorizationServerContextHolder.getContext().getIssuer() + "/")));
			case "p-beside-spaced" -> Map.of("legacy", this.legacy.spaced());
			case "p-beside-bearer" -> Map.of("legacy", "Bearer " + this.legacy.jwt());
			case "p-beside-key" -> Map.of(this.legacy.jwt(), "x");
			case "p-partner-jwt" -> Map.of("assertion", this.legacy.jwt(Map.of("iss", "https://partner.example.com")));
			default -> Map.of();
		};
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return CarelessServer.GrantToken.class.isAssignableFrom(authentication);
	}

}
