package io.github.claimsdsl.demo.request;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Refuses a grant that the client may not use, with {@code unauthorized_client}. Spring
 * Authorization Server alone would check the code or token first and answer
 * {@code invalid_grant}.
 */
public final class AllowedGrantConverter implements AuthenticationConverter {

	private static final Set<String> SUPPORTED = Stream
		.of(AuthorizationGrantType.AUTHORIZATION_CODE, AuthorizationGrantType.REFRESH_TOKEN,
				AuthorizationGrantType.CLIENT_CREDENTIALS, AuthorizationGrantType.DEVICE_CODE,
				AuthorizationGrantType.TOKEN_EXCHANGE, new AuthorizationGrantType("password"))
		.map(AuthorizationGrantType::getValue)
		.collect(Collectors.toUnmodifiableSet());

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String grantType = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
		RegisteredClient client = client();
		if (client != null && SUPPORTED.contains(grantType)
				&& !client.getAuthorizationGrantTypes().contains(new AuthorizationGrantType(grantType))) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
		}
		return null;
	}

	private static @Nullable RegisteredClient client() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken token)
				? token.getRegisteredClient() : null;
	}

}
