package io.github.claimsdsl.docs.migration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

@Configuration(proxyBeanMethods = false)
class ShortCustomizer {

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> customizer(Members members) {
		return (context) -> {
			Member member = members.find(context.getPrincipal().getName());
			if (member != null && OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
					&& context.getAuthorizedScopes().contains("email")) {
				if (member.email() != null) {
					context.getClaims().claim("https://mydomain.com/claims/email", member.email());
				}
				if (member.roles().contains("admin")) {
					context.getClaims().claim("https://mydomain.com/claims/admin", true);
				}
			}
		};
	}

}
