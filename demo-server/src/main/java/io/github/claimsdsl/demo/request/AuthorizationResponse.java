package io.github.claimsdsl.demo.request;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Builds the address of an authorization response, which names the issuer (RFC 9207,
 * section 2).
 *
 * @param redirectUri the client's redirect URI
 * @param state the state that the client sent
 */
record AuthorizationResponse(String redirectUri, @Nullable String state) {

	private static final String ISSUER = "iss";

	static @Nullable AuthorizationResponse to(@Nullable String redirectUri, @Nullable String state) {
		return StringUtils.hasText(redirectUri) ? new AuthorizationResponse(redirectUri, state) : null;
	}

	String withCode(String code) {
		UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(this.redirectUri);
		add(uri, OAuth2ParameterNames.CODE, code);
		return finish(uri);
	}

	String withError(OAuth2Error error) {
		UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(this.redirectUri);
		add(uri, OAuth2ParameterNames.ERROR, error.getErrorCode());
		add(uri, OAuth2ParameterNames.ERROR_DESCRIPTION, error.getDescription());
		return finish(uri);
	}

	private String finish(UriComponentsBuilder uri) {
		add(uri, OAuth2ParameterNames.STATE, this.state);
		add(uri, ISSUER, AuthorizationServerContextHolder.getContext().getIssuer());
		return uri.build(true).toUriString();
	}

	private static void add(UriComponentsBuilder uri, String name, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
		}
	}

}
