package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

@Component
public class ApiTokenCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

	private final Members members;

	public ApiTokenCustomizer(Members members) {
		this.members = members;
	}

	@Override
	public void customize(JwtEncodingContext context) {
		JwtClaimsSet.Builder claims = context.getClaims();
		AuthorizationGrantType grant = context.getAuthorizationGrantType();
		Set<String> scopes = context.getAuthorizedScopes();
		boolean machine = AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grant);
		Member member = machine ? null : this.members.find(context.getPrincipal().getName());
		if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
			String client = context.getRegisteredClient().getClientId();
			if (client.equals("web-app") || client.equals("batch")) {
				claims.audience(List.of("https://api.example.com"));
			}
			if (machine) {
				claims.claim("tier", "internal");
			}
			else {
				claims.claim("roles",
						context.getPrincipal()
							.getAuthorities()
							.stream()
							.map(GrantedAuthority::getAuthority)
							.filter((authority) -> authority.startsWith("ROLE_"))
							.map((authority) -> authority.substring("ROLE_".length()))
							.collect(Collectors.toList()));
			}
			if (member != null && member.email() != null && scopes.contains("email")) {
				claims.claim("https://mydomain.com/claims/email", member.email());
			}
			if (member != null && member.department() != null
					&& (AuthorizationGrantType.AUTHORIZATION_CODE.equals(grant)
							|| AuthorizationGrantType.REFRESH_TOKEN.equals(grant))) {
				claims.claim("department", member.department());
			}
		}
		else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
			if (scopes.contains("profile")) {
				String name = name(member);
				if (name != null) {
					claims.claim("name", name);
				}
			}
		}
	}

	private static @Nullable String name(@Nullable Member member) {
		if (member == null || member.givenName() == null || member.familyName() == null) {
			return null;
		}
		return member.givenName() + " " + member.familyName();
	}

}
