package io.github.claimsdsl.demo.registration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.http.converter.OAuth2ClientRegistrationHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Reads a registration request of limited length. Spring Authorization Server's own
 * converter reads a body of any type and any length, and its errors quote the body.
 */
final class RegistrationRequestConverter implements AuthenticationConverter {

	private static final int MAXIMUM_BYTES = 16 * 1024;

	private static final Authentication ANYBODY = new AnonymousAuthenticationToken("registration", "anybody",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private final OAuth2ClientRegistrationHttpMessageConverter reader = new OAuth2ClientRegistrationHttpMessageConverter();

	@Override
	public Authentication convert(HttpServletRequest request) {
		if (!isJson(request.getContentType())) {
			throw refused("The request must be JSON");
		}
		OAuth2ClientRegistrationAuthenticationToken token = new OAuth2ClientRegistrationAuthenticationToken(ANYBODY,
				read(request));
		token.setDetails(new WebAuthenticationDetails(request));
		return token;
	}

	private OAuth2ClientRegistration read(HttpServletRequest request) {
		try {
			byte[] body = request.getInputStream().readNBytes(MAXIMUM_BYTES + 1);
			if (body.length > MAXIMUM_BYTES) {
				throw refused("The request is too long");
			}
			return this.reader.read(OAuth2ClientRegistration.class, new Body(new ByteArrayInputStream(body)));
		}
		catch (IOException | RuntimeException ex) {
			throw (ex instanceof OAuth2AuthenticationException refused) ? refused : new OAuth2AuthenticationException(
					new OAuth2Error("invalid_client_metadata", "The client metadata cannot be read", null), ex);
		}
	}

	private static boolean isJson(@Nullable String contentType) {
		try {
			return contentType != null
					&& MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static OAuth2AuthenticationException refused(String description) {
		return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
	}

	private record Body(InputStream body) implements HttpInputMessage {

		@Override
		public InputStream getBody() {
			return this.body;
		}

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			headers.setContentType(MediaType.APPLICATION_JSON);
			return headers;
		}

	}

}
