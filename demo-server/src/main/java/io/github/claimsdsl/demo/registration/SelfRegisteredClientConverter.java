package io.github.claimsdsl.demo.registration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Creates a client from its registration request, with no more than a self-registered
 * client may have. Anything else that it asks for is left out, and the answer shows what
 * it got (RFC 7591, section 3.2.1). A request is refused if the client could not work
 * with what it would get.
 */
final class SelfRegisteredClientConverter implements Converter<OAuth2ClientRegistration, RegisteredClient> {

	static final String SCOPE = "mcp:tools";

	private static final Set<String> GRANTS = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue());

	private static final Set<String> AUTHENTICATION = Set.of(ClientAuthenticationMethod.NONE.getValue(),
			ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
			ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue());

	private static final String CODE = "code";

	/** The longest name that the database can store. */
	private static final int MAXIMUM_NAME = 200;

	private static final int MAXIMUM_REDIRECT_URIS = 1000;

	/**
	 * The characters of a redirect URI. A comma is not allowed, because it separates the
	 * URIs in the database. Square brackets in the query are not allowed, because then no
	 * parameter can be added to the URI.
	 */
	private static final Pattern REDIRECT_URI = Pattern.compile("(?!.*\\?.*[\\[\\]])[\\x21-\\x2B\\x2D-\\x7E]+");

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

	private final OAuth2ClientRegistrationRegisteredClientConverter converter = new OAuth2ClientRegistrationRegisteredClientConverter();

	@Override
	public RegisteredClient convert(OAuth2ClientRegistration asked) {
		checkRedirectUris(asked.getRedirectUris());
		check(isAllowed(asked.getTokenEndpointAuthenticationMethod()), "The authentication method is not supported");
		check(asked.getResponseTypes() == null || asked.getResponseTypes().contains(CODE),
				"The response type must be code");
		check(isAllowedName(asked.getClientName()), "The client name is not allowed");
		RegisteredClient client = this.converter.convert(granted(asked));
		return RegisteredClient.from(client)
			.id(SelfRegistered.ID_PREFIX + UUID.randomUUID())
			.clientName(name(asked.getClientName(), client.getClientId()))
			.clientSettings(ClientSettings.builder()
				.requireProofKey(true)
				.requireAuthorizationConsent(true)
				.setting(SelfRegistered.SETTING, true)
				.build())
			.tokenSettings(TokenSettings.builder()
				.accessTokenTimeToLive(Duration.ofMinutes(5))
				.refreshTokenTimeToLive(Duration.ofHours(8))
				.reuseRefreshTokens(false)
				.build())
			.build();
	}

	private static OAuth2ClientRegistration granted(OAuth2ClientRegistration asked) {
		OAuth2ClientRegistration.Builder granted = OAuth2ClientRegistration.builder()
			.redirectUris((uris) -> uris.addAll(asked.getRedirectUris()))
			.grantTypes((types) -> types.addAll(grants(asked.getGrantTypes())))
			.responseType(CODE)
			.scope(SCOPE);
		if (asked.getTokenEndpointAuthenticationMethod() != null) {
			granted.tokenEndpointAuthenticationMethod(asked.getTokenEndpointAuthenticationMethod());
		}
		return granted.build();
	}

	/**
	 * Returns the requested grants that are allowed, or the authorization code grant
	 * alone if none is requested.
	 */
	private static List<String> grants(@Nullable List<String> asked) {
		if (asked == null || asked.isEmpty()) {
			return List.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
		}
		check(asked.contains(AuthorizationGrantType.AUTHORIZATION_CODE.getValue()),
				"The grant types must include authorization_code");
		return asked.stream().filter(GRANTS::contains).distinct().toList();
	}

	private static String name(@Nullable String asked, String clientId) {
		return (asked != null && !asked.isBlank()) ? asked : clientId;
	}

	private static boolean isAllowedName(@Nullable String name) {
		return name == null || (name.length() <= MAXIMUM_NAME && name.codePoints().noneMatch(Character::isISOControl));
	}

	private static boolean isAllowed(@Nullable String authenticationMethod) {
		return authenticationMethod == null || AUTHENTICATION.contains(authenticationMethod);
	}

	private static void checkRedirectUris(@Nullable List<String> uris) {
		if (uris == null || uris.isEmpty() || String.join(",", uris).length() > MAXIMUM_REDIRECT_URIS
				|| !uris.stream().allMatch(SelfRegisteredClientConverter::isAllowedRedirectUri)) {
			throw refused(OAuth2ErrorCodes.INVALID_REDIRECT_URI, "A redirect URI is missing or not allowed");
		}
	}

	/**
	 * Returns whether a redirect URI is allowed. Plain HTTP is allowed only for the
	 * user's own machine, because a code must not be sent over a network unencrypted.
	 */
	private static boolean isAllowedRedirectUri(String text) {
		if (!REDIRECT_URI.matcher(text).matches()) {
			return false;
		}
		URI uri = URI.create(text);
		boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		return !uri.isOpaque() && (!web || uri.getHost() != null) && uri.getUserInfo() == null
				&& (!"http".equalsIgnoreCase(uri.getScheme()) || LOOPBACK.matcher(uri.getHost()).matches());
	}

	private static void check(boolean condition, String description) {
		if (!condition) {
			throw refused("invalid_client_metadata", description);
		}
	}

	private static OAuth2AuthenticationException refused(String code, String description) {
		return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
	}

}
