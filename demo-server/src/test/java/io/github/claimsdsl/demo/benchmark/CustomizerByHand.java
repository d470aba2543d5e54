package io.github.claimsdsl.demo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What a server without the starter does by hand: it signs with the algorithm that the
 * request names and, if asked, writes the same token as the ten rules of
 * {@code benchmark.yml}.
 */
public class CustomizerByHand {

	private static final String NAMESPACE = "https://mydomain.com/claims/";

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> tokenByHand() {
		return (context) -> {
			OAuth2AuthorizationGrantAuthenticationToken grant = context.getAuthorizationGrant();
			Map<String, Object> parameters = grant.getAdditionalParameters();
			if (String.valueOf(parameters.get("algorithm")).equals("ES256")) {
				context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
			}
			if (parameters.get("by_hand") instanceof String audience) {
				context.getJwsHeader().type("at+jwt");
				context.getClaims().claims((claims) -> write(context, audience, claims));
			}
		};
	}

	private static void write(JwtEncodingContext context, String audience, Map<String, Object> claims) {
		RegisteredClient client = context.getRegisteredClient();
		String id = client.getClientId();
		String grantType = context.getAuthorizationGrantType().getValue();
		// The stores on JDBC read no immutable list
		claims.put("aud", new ArrayList<>(List.of(audience)));
		claims.put("client_id", id);
		claims.put("scope", String.join(" ", context.getAuthorizedScopes()));
		claims.put(NAMESPACE + "c0", "gold");
		claims.put(NAMESPACE + "c1", id);
		claims.put(NAMESPACE + "c2", client.getClientName());
		claims.put(NAMESPACE + "c3", grantType);
		claims.put(NAMESPACE + "c4", id.toUpperCase(Locale.ROOT));
		if (id.equals("machine") || id.equals("trusted-app")) {
			claims.put(NAMESPACE + "c5", "x");
		}
		if (!grantType.equals("none")) {
			claims.put(NAMESPACE + "c6", true);
		}
		claims.put(NAMESPACE + "c7", 7);
		claims.put(NAMESPACE + "c8", context.getAuthorizedScopes().contains("read:messages"));
		claims.put(NAMESPACE + "c9", audience);
	}

}
