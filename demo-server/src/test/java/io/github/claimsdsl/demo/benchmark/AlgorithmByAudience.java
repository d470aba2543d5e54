package io.github.claimsdsl.demo.benchmark;

import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Lets a server without the starter sign with either algorithm: what it would do by hand.
 */
public class AlgorithmByAudience {

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> algorithm() {
		return (context) -> {
			OAuth2AuthorizationGrantAuthenticationToken grant = context.getAuthorizationGrant();
			if (String.valueOf(grant.getAdditionalParameters().get("algorithm")).equals("ES256")) {
				context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
			}
		};
	}

}
