package io.github.claimsdsl.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * A server whose grant, customizer, encoder, store, response handler and filter each do
 * what the parameter {@code trick} of a request names, as careless code does.
 */
@Configuration(proxyBeanMethods = false)
class CarelessServer {

	static final AuthorizationGrantType GRANT = CommunityPasswordGrant.TYPE;

	/** The trick of the request that this thread answers, or an empty text. */
	static String trick() {
		String trick = (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				? request.getRequest().getParameter("trick") : null;
		return (trick != null) ? trick : "";
	}

	@Bean
	RegisteredClientRepository clients() {
		return Company.clients(OAuth2TokenFormat.SELF_CONTAINED);
	}

	@Bean
	Store authorizations() {
		return new Store();
	}

	@Bean
	JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
		return new Encoder(new NimbusJwtEncoder(keys));
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> careless() {
		return CarelessServer::customize;
	}

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServer(HttpSecurity http, Store store, JWKSource<SecurityContext> keys,
			RegisteredClientRepository clients, OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
		Legacy legacy = new Legacy(new NimbusJwtEncoder(keys), store);
		Provider provider = new Provider(() -> http.getSharedObject(OAuth2TokenGenerator.class), store, clients, legacy,
				keys, customizer);
		http.addFilterBefore(new InnerFilter(), AuthorizationFilter.class);
		return StockServer.chain(http,
				(server) -> server.oidc(withDefaults())
					.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverter(CarelessServer::convert)
						.authenticationProvider(provider)
						.accessTokenResponseHandler(new Handler(legacy)::write)));
	}

	private static Authentication convert(HttpServletRequest request) {
		if (!GRANT.getValue().equals(request.getParameter("grant_type"))) {
			return null;
		}
		String scope = request.getParameter("scope");
		return new GrantToken(SecurityContextHolder.getContext().getAuthentication(),
				(scope != null) ? Set.of(scope.split(" ")) : Set.of());
	}

	private static void customize(JwtEncodingContext context) {
		JwtClaimsSet.Builder claims = context.getClaims();
		switch (trick()) {
			case "c-scp" -> claims.claim("scp", List.of("read", "admin"));
			case "c-scope-list" -> claims.claim("scope", List.of("read", "admin"));
			case "c-scope-array" -> claims.claim("scope", new String[] { "admin" });
			case "c-scope-tab" -> claims.claim("scope", "read\tadmin");
			case "c-aud" -> claims.audience(List.of(Policies.API, "https://other.example.com"));
			case "c-aud-declared" -> claims.audience(List.of(Policies.API));
			case "c-aud-mutated" -> claims.claims((all) -> {
				if (all.get("aud") instanceof List<?> list) {
					@SuppressWarnings("unchecked")
					List<Object> values = (List<Object>) list;
					values.set(0, "https://other.example.com");
				}
			});
			case "c-aud-absent" -> claims.claims((all) -> all.remove("aud"));
			case "c-iss" -> claims.issuer("https://evil.example.com");
			case "c-client" -> claims.claim("client_id", "barred");
			case "c-typ" -> context.getJwsHeader().type("JWT");
			case "c-clear" -> claims.claims(Map::clear);
			case "c-exp" -> claims.expiresAt(Instant.now().plusSeconds(999999));
			case "c-throws" -> throw new IllegalStateException("a customizer failed");
			case "c-decided" -> claims.claim("decided", "no");
			case "c-decided-null" -> claims.claims((all) -> all.put("decided", null));
			case "c-float" -> claims.claim("score", 0.1f);
			case "c-double" -> claims.claim("score", 0.1d);
			case "c-decimal" -> claims.claim("score", new java.math.BigDecimal("0.10"));
			case "c-big" -> claims.claim("score", new java.math.BigInteger("123456789012345678901234567890"));
			case "c-long" -> claims.claim("score", Long.MAX_VALUE);
			case "c-date" -> claims.claim("born", new Date(-1500));
			case "c-nested-time" -> claims.claim("times", List.of(new Date(0), new Date(1500)));
			case "c-uuid" -> claims.claim("tenant", UUID.randomUUID());
			case "c-enum" -> claims.claim("level", Thread.State.NEW);
			case "c-array" -> claims.claim("groups", new String[] { "a", "b" });
			case "c-ints" -> claims.claim("groups", new int[] { 1, 2 });
			case "c-set" -> claims.claim("groups", Set.of("a", "b", "c"));
			case "c-uri" -> claims.claim("home", java.net.URI.create("https://x.example.com"));
			case "c-locale" -> claims.claim("locale", java.util.Locale.GERMANY);
			case "c-char" -> claims.claim("initial", 'a');
			case "c-emoji" -> claims.claim("name", "Zoë \uD83D\uDE00 <b>&amp;'\"\\/ \u2028");
			case "c-null-inside" -> {
				Map<String, Object> inside = new HashMap<>();
				inside.put("a", null);
				claims.claim("inside", inside);
				claims.claim("list", new ArrayList<>(Arrays.asList("a", null)));
			}
			case "c-empty" -> claims.claim("inside", Map.of()).claim("list", List.of()).claim("text", "");
			case "c-number-key" -> claims.claim("inside", Map.of(1, "one"));
			default -> {
			}
		}
	}

	/** What the grant asks for. */
	static final class GrantToken extends OAuth2AuthorizationGrantAuthenticationToken {

		private static final long serialVersionUID = 1L;

		private final transient Set<String> scopes;

		GrantToken(Authentication client, Set<String> scopes) {
			super(GRANT, client, Map.of());
			this.scopes = scopes;
		}

	}

	/**
	 * Makes tokens that no policy decides.
	 *
	 * @param encoder signs them
	 * @param store saves opaque ones
	 */
	record Legacy(JwtEncoder encoder, Store store) {

		String jwt(Map<String, Object> claims) {
			JwtClaimsSet.Builder set = JwtClaimsSet.builder().subject("alice").claim("legacy", true);
			claims.forEach(set::claim);
			return this.encoder.encode(JwtEncoderParameters.from(set.build())).getTokenValue();
		}

		String jwt() {
			return jwt(Map.of("iss", AuthorizationServerContextHolder.getContext().getIssuer()));
		}

		/** A JWT whose header is written with spaces. */
		String spaced() {
			String[] parts = jwt().split("\\.");
			return encode("{ \"alg\": \"HS256\" }") + "." + parts[1] + "." + parts[2];
		}

		static String encode(String text) {
			return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		}

		/** An opaque token that introspection knows. */
		String opaque(RegisteredClient client) {
			String value = "opaque-" + UUID.randomUUID();
			OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, Instant.now(),
					Instant.now().plusSeconds(300), Set.of("read"));
			this.store.save(OAuth2Authorization.withRegisteredClient(client)
				.principalName("alice")
				.authorizationGrantType(GRANT)
				.token(token,
						(metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
								Map.of("sub", "alice", "legacy", true)))
				.build());
			return value;
		}

	}

	/** Alters what is sent after it was decided. */
	record Encoder(JwtEncoder encoder) implements JwtEncoder {

		@Override
		public Jwt encode(JwtEncoderParameters parameters) {
			JwsHeader.Builder header = JwsHeader.from((parameters.getJwsHeader() != null) ? parameters.getJwsHeader()
					: JwsHeader.with(SignatureAlgorithm.RS256).build());
			JwtClaimsSet.Builder claims = JwtClaimsSet.from(parameters.getClaims());
			switch (trick()) {
				case "e-typ" -> header.type("JWT");
				case "e-alg" -> header.algorithm(SignatureAlgorithm.RS512);
				case "e-aud" -> claims.audience(List.of("https://other.example.com"));
				case "e-sub" -> claims.subject("root");
				case "e-exp" -> claims.expiresAt(Instant.now().plusSeconds(999999));
				case "e-extra" -> claims.claim("extra", 1);
				case "e-less" -> claims.claims((all) -> all.remove("decided"));
				case "e-nbf" -> claims.claims((all) -> all.remove("nbf"));
				case "e-jti" -> claims.id("fixed");
				case "e-kid" -> header.header("x", "y");
				default -> {
				}
			}
			Jwt jwt = this.encoder.encode(JwtEncoderParameters.from(header.build(), claims.build()));
			return switch (trick()) {
				case "e-none" -> {
					String[] parts = jwt.getTokenValue().split("\\.");
					yield with(jwt, Legacy.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
				}
				case "e-payload" -> {
					String[] parts = jwt.getTokenValue().split("\\.");
					yield with(jwt, parts[0] + "." + Legacy.encode("{\"sub\":\"root\"}") + "." + parts[2]);
				}
				default -> jwt;
			};
		}

		private static Jwt with(Jwt jwt, String value) {
			return new Jwt(value, jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getHeaders(), jwt.getClaims());
		}

	}

	/** Alters what is saved. */
	static final class Store implements OAuth2AuthorizationService {

		private final OAuth2AuthorizationService store = new InMemoryOAuth2AuthorizationService();

		@Override
		public void save(OAuth2Authorization authorization) {
			OAuth2Authorization.Builder saved = OAuth2Authorization.from(authorization);
			OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
			if (token != null) {
				switch (trick()) {
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

	/** A filter of the chain, within the guard. */
	static final class InnerFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			HttpServletRequest inner = request;
			if ("f-rename".equals(request.getParameter("trick"))) {
				Map<String, String[]> parameters = new HashMap<>(request.getParameterMap());
				parameters.put("audience", parameters.remove("api"));
				inner = new HttpServletRequestWrapper(request) {

					@Override
					public Map<String, String[]> getParameterMap() {
						return parameters;
					}

					@Override
					public String[] getParameterValues(String name) {
						return parameters.get(name);
					}

					@Override
					public String getParameter(String name) {
						return parameters.containsKey(name) ? parameters.get(name)[0] : null;
					}

				};
			}
			if ("f-throws".equals(request.getParameter("trick"))) {
				throw new OAuth2AuthenticationException("x");
			}
			chain.doFilter(inner, response);
		}

	}

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
	record Provider(Supplier<OAuth2TokenGenerator<?>> generator, Store store, RegisteredClientRepository clients,
			Legacy legacy, JWKSource<SecurityContext> keys,
			OAuth2TokenCustomizer<JwtEncodingContext> customizer) implements AuthenticationProvider {

		private static final AtomicReference<OAuth2Token> CACHE = new AtomicReference<>();

		@Override
		public Authentication authenticate(Authentication authentication) {
			GrantToken grant = (GrantToken) authentication;
			OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) grant.getPrincipal();
			RegisteredClient client = principal.getRegisteredClient();
			Authentication alice = UsernamePasswordAuthenticationToken.authenticated("alice", null, List.of());
			String trick = trick();
			DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
				.registeredClient(trick.equals("p-client") ? this.clients.findByClientId("app") : client)
				.principal(alice)
				.authorizationServerContext(AuthorizationServerContextHolder.getContext())
				.authorizedScopes(grant.scopes)
				.tokenType(trick.equals("p-id-token") ? new OAuth2TokenType("id_token") : OAuth2TokenType.ACCESS_TOKEN)
				.authorizationGrantType(trick.equals("p-grant") ? AuthorizationGrantType.CLIENT_CREDENTIALS : GRANT)
				.authorizationGrant(grant);
			OAuth2Token token = token(trick, context.build());
			OAuth2AccessToken accessToken = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
					token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt(), grant.scopes);
			OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(client)
				.principalName("alice")
				.authorizationGrantType(GRANT)
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
						this.legacy.opaque(context.getRegisteredClient()), Instant.now(),
						Instant.now().plusSeconds(300));
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
				case "p-beside-iss" -> Map.of("legacy", this.legacy
					.jwt(Map.of("iss", AuthorizationServerContextHolder.getContext().getIssuer() + "/")));
				case "p-beside-spaced" -> Map.of("legacy", this.legacy.spaced());
				case "p-beside-bearer" -> Map.of("legacy", "Bearer " + this.legacy.jwt());
				case "p-beside-key" -> Map.of(this.legacy.jwt(), "x");
				case "p-partner-jwt" ->
					Map.of("assertion", this.legacy.jwt(Map.of("iss", "https://partner.example.com")));
				default -> Map.of();
			};
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return GrantToken.class.isAssignableFrom(authentication);
		}

	}

	/**
	 * Answers with tokens.
	 *
	 * @param legacy makes undecided ones
	 */
	record Handler(Legacy legacy) {

		private static final OAuth2AccessTokenResponseAuthenticationSuccessHandler STOCK = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();

		void write(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
				throws IOException, ServletException {
			OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) authentication;
			String decided = tokens.getAccessToken().getTokenValue();
			switch (trick()) {
				case "h-jwt" -> json(response, "access_token", this.legacy.jwt());
				case "h-opaque" -> json(response, "access_token", this.legacy.opaque(tokens.getRegisteredClient()));
				case "h-escaped" -> json(response, "access_token", "\\u0065" + this.legacy.jwt().substring(1));
				case "h-redirect" ->
					response.sendRedirect("https://app.example.com/#access_token=" + this.legacy.jwt());
				case "h-redirect-decided" -> response.sendRedirect("https://app.example.com/#access_token=" + decided);
				case "h-header" -> {
					response.setHeader("X-Token", this.legacy.jwt());
					STOCK.onAuthenticationSuccess(request, response, authentication);
				}
				case "h-error-header" -> {
					response.setHeader("X-Token", this.legacy.jwt());
					response.sendError(400, "no");
				}
				case "h-error-body" -> {
					response.getWriter().write(this.legacy.jwt());
					response.sendError(400, "no");
				}
				case "h-cookie" -> {
					response.addHeader("Set-Cookie", "t=" + this.legacy.jwt() + "; HttpOnly");
					STOCK.onAuthenticationSuccess(request, response, authentication);
				}
				case "h-flush" -> {
					json(response, "access_token", this.legacy.jwt());
					response.flushBuffer();
				}
				case "h-close" -> {
					response.setContentType("application/json");
					response.getOutputStream()
						.write(("{\"access_token\":\"" + this.legacy.jwt() + "\"}").getBytes(StandardCharsets.UTF_8));
					response.getOutputStream().close();
				}
				case "h-length" -> {
					String body = "{\"access_token\":\"" + this.legacy.jwt() + "\"}";
					response.setContentLength(body.length());
					response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
				}
				case "h-stream" -> {
					response.setContentType("text/event-stream");
					response.getWriter().write("data: " + this.legacy.jwt() + "\n\n");
					response.flushBuffer();
				}
				case "h-utf16" -> {
					response.setContentType("application/json;charset=UTF-16");
					response.getWriter().write("{\"access_token\":\"" + this.legacy.jwt() + "\"}");
				}
				case "h-throws" -> {
					response.getWriter().write(this.legacy.jwt());
					throw new OAuth2AuthenticationException("server_error");
				}
				case "h-async" -> {
					String jwt = this.legacy.jwt();
					AsyncContext async = request.startAsync(request, response);
					response.getWriter().write("{\"access_token\":\"" + jwt + "\"}");
					async.complete();
				}
				case "h-async-decided" -> {
					AsyncContext async = request.startAsync(request, response);
					json(response, "access_token", decided);
					async.complete();
				}
				case "h-nothing" -> {
				}
				case "h-html" -> {
					response.setContentType("text/html");
					response.getWriter().write("<form><input name=t value=" + this.legacy.jwt() + "></form>");
				}
				case "h-wrapped" -> {
					response.setContentType("application/json");
					response.getWriter().write("{\"data\":{\"access_token\":\"" + decided + "\"}}");
				}
				case "h-no-content" -> response.setStatus(204);
				default -> STOCK.onAuthenticationSuccess(request, response, authentication);
			}
		}

		private static void json(HttpServletResponse response, String member, String value) throws IOException {
			response.setContentType("application/json");
			response.getWriter().write("{\"" + member + "\":\"" + value + "\"}");
		}

	}

}
