package io.github.claimsdsl.spring.user;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.spring.UserIdentity;

/**
 * Distinguishes logins at another provider from those of local users.
 */
final class Logins {

	private static final String SAML = "org.springframework.security.saml2.";

	private static final boolean OAUTH2_CLIENT = ClassUtils.isPresent(
			"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			Logins.class.getClassLoader());

	private Logins() {
	}

	/**
	 * Returns who a token is for, with the attributes that the provider of a federated
	 * login sent.
	 */
	static UserIdentity identity(Authentication login, OAuth2TokenContext context) {
		String provider = provider(login);
		String issuer = issuer(context);
		boolean federated = provider != null || isFederated(login, issuer);
		return new UserIdentity(login.getName(), federated, provider, federated ? attributes(login) : Map.of(),
				context.getRegisteredClient().getClientId(), issuer);
	}

	static boolean isFederated(Authentication login, OAuth2TokenContext context) {
		return provider(login) != null || isFederated(login, issuer(context));
	}

	/**
	 * Returns the provider of a login, or {@code null} if there is none or it is not
	 * known.
	 */
	static @Nullable String provider(Authentication login) {
		return OAUTH2_CLIENT ? OAuth2Login.provider(login) : null;
	}

	/** Returns whether the login can have attributes from a provider. */
	static boolean hasAttributes(Authentication login, OAuth2TokenContext context) {
		return login.getPrincipal() instanceof OAuth2AuthenticatedPrincipal && isFederated(login, context);
	}

	private static @Nullable String issuer(OAuth2TokenContext context) {
		@Nullable AuthorizationServerContext server = context.get(AuthorizationServerContext.class);
		return (server != null) ? server.getIssuer() : null;
	}

	/**
	 * Returns whether the principal of a login is a federated one. A {@link UserDetails}
	 * of the application is not, even if its class is also an
	 * {@link AuthenticatedPrincipal}.
	 */
	private static boolean isFederated(Authentication login, @Nullable String issuer) {
		Object principal = login.getPrincipal();
		return (principal instanceof AuthenticatedPrincipal && !(principal instanceof UserDetails))
				|| (principal instanceof Jwt token && !isOf(token, issuer)) || isSaml(login.getClass());
	}

	/** Returns whether this server issued the token that is the principal. */
	private static boolean isOf(Jwt token, @Nullable String issuer) {
		return issuer != null && issuer.equals(token.getClaimAsString(JwtClaimNames.ISS));
	}

	private static boolean isSaml(Class<?> login) {
		for (Class<?> type = login; type != null; type = type.getSuperclass()) {
			if (type.getName().startsWith(SAML)) {
				return true;
			}
		}
		return false;
	}

	private static Map<String, @Nullable Object> attributes(Authentication login) {
		return (login.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal) ? principal.getAttributes()
				: Map.of();
	}

	/**
	 * Needs Spring Security's OAuth 2.0 client. It is a class of its own, so that it is
	 * loaded only if that is present.
	 */
	private static final class OAuth2Login {

		static @Nullable String provider(Authentication login) {
			return (login instanceof OAuth2AuthenticationToken token) ? token.getAuthorizedClientRegistrationId()
					: null;
		}

	}

}
