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
 * Makes a client of what it says of itself, with no more than self-registered clients may
 * have. What it asks for beyond that is left out, and the answer shows what is left (RFC
 * 7591, section 3.2.1); what it cannot do without is refused.
 */
final class SelfRegisteredClientConverter implements Converter<OAuth2ClientRegistration, RegisteredClient> {

	static final String SCOPE = "mcp:tools";

	private static final Set<String> GRANTS = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue());

	private static final Set<String> AUTHENTICATION = Set.of(ClientAuthenticationMethod.NONE.getValue(),
			ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
			ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue());

	private static final String CODE = "code";

	/** What the database holds. */
	private static final int MAXIMUM_NAME = 200;

	private static final int MAXIMUM_REDIRECT_URIS = 1000;

	/** Without the comma, at which the database's list of them is split. */
	private static final Pattern REDIRECT_URI = Pattern.compile("[\\x21-\\x2B\\x2D-\\x7E]+");

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

	/** Those of the grants that are allowed; codes alone where none is asked for. */
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

	/** Codes travel in the clear to the user's own machine only. */
	private static boolean isAllowedRedirectUri(String text) {
		if (!REDIRECT_URI.matcher(text).matches()) {
			return false;
		}
		URI uri = URI.create(text);
		boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		return (!web || uri.getHost() != null) && uri.getUserInfo() == null
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
