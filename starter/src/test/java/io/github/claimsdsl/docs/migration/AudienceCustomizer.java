package io.github.claimsdsl.docs.migration;

import java.util.List;

import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

@Component
public class AudienceCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

	@Override
	public void customize(JwtEncodingContext context) {
		String client = context.getRegisteredClient().getClientId();
		if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
				&& (client.equals("web-app") || client.equals("batch"))) {
			context.getClaims().audience(List.of("https://api.example.com"));
		}
	}

}
