package io.github.claimsdsl.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
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
	CarelessStore authorizations() {
		return new CarelessStore();
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
	SecurityFilterChain authorizationServer(HttpSecurity http, CarelessStore store, JWKSource<SecurityContext> keys,
			RegisteredClientRepository clients, OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
		Legacy legacy = new Legacy(new NimbusJwtEncoder(keys), store);
		CarelessProvider provider = new CarelessProvider(() -> http.getSharedObject(OAuth2TokenGenerator.class), store,
				clients, legacy, keys, customizer);
		http.addFilterBefore(new InnerFilter(), AuthorizationFilter.class);
		return StockServer.chain(http,
				(server) -> server.oidc(withDefaults())
					.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverter(CarelessServer::convert)
						.authenticationProvider(provider)
						.accessTokenResponseHandler(new CarelessHandler(legacy)::write)));
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

		final transient Set<String> scopes;

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
	record Legacy(JwtEncoder encoder, CarelessStore store) {

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

}
