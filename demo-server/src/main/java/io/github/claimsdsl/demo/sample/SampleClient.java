package io.github.claimsdsl.demo.sample;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

import static org.springframework.security.oauth2.core.AuthorizationGrantType.AUTHORIZATION_CODE;
import static org.springframework.security.oauth2.core.AuthorizationGrantType.CLIENT_CREDENTIALS;
import static org.springframework.security.oauth2.core.AuthorizationGrantType.DEVICE_CODE;
import static org.springframework.security.oauth2.core.AuthorizationGrantType.REFRESH_TOKEN;
import static org.springframework.security.oauth2.core.AuthorizationGrantType.TOKEN_EXCHANGE;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_POST;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.NONE;

/**
 * A sample client.
 *
 * @param id the client id
 * @param name the name on the consent page
 * @param secret the secret in plain text, or {@code null} for a public client
 * @param authentication the method by which it authenticates
 * @param grants the grants that it may use
 * @param scopes the scopes that it may ask for
 * @param redirectUri the redirect URI, or {@code null} if it needs none
 * @param consent whether its users are asked for consent
 * @param format the format of its access tokens
 */
record SampleClient(String id, String name, @Nullable String secret, ClientAuthenticationMethod authentication,
		Set<AuthorizationGrantType> grants, Set<String> scopes, @Nullable String redirectUri, boolean consent,
		OAuth2TokenFormat format) {

	private static final AuthorizationGrantType PASSWORD = new AuthorizationGrantType("password");

	private static final Set<String> EVERYTHING = Set.of("openid", "profile", "email", "read:messages", "read:reports");

	static List<SampleClient> all() {
		return List.of(
				confidential("trusted-app", "Trusted App", "trusted-secret",
						Set.of(PASSWORD, REFRESH_TOKEN, TOKEN_EXCHANGE), EVERYTHING),
				confidential("second-app", "Second App", "second-secret", Set.of(PASSWORD, REFRESH_TOKEN),
						Set.of("openid", "profile", "email", "read:messages"))
					.authenticatedBy(CLIENT_SECRET_POST),
				confidential("machine", "Machine", "machine-secret", Set.of(CLIENT_CREDENTIALS),
						Set.of("read:messages")),
				confidential("web-app", "Web App", "web-secret", Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN), EVERYTHING)
					.redirectedTo("http://127.0.0.1:8099/callback", false),
				confidential("partner-app", "Partner App", "partner-secret", Set.of(AUTHORIZATION_CODE),
						Set.of("openid", "profile", "read:messages"))
					.redirectedTo("http://127.0.0.1:8098/callback", true),
				new SampleClient("tv-app", "TV App", null, NONE, Set.of(DEVICE_CODE, REFRESH_TOKEN),
						Set.of("read:messages"), null, true, OAuth2TokenFormat.SELF_CONTAINED),
				confidential("opaque-app", "Opaque App", "opaque-secret", Set.of(CLIENT_CREDENTIALS),
						Set.of("read:reports"))
					.withOpaqueTokens(),
				confidential("messages-api", "Messages API", "messages-secret", Set.of(TOKEN_EXCHANGE),
						Set.of("read:reports")),
				confidential("reports-job", "Reports Job", "reports-secret", Set.of(CLIENT_CREDENTIALS),
						Set.of("read:reports")),
				confidential("restricted-job", "Restricted Job", "restricted-secret", Set.of(CLIENT_CREDENTIALS),
						Set.of("read:restricted")));
	}

	private static SampleClient confidential(String id, String name, String secret, Set<AuthorizationGrantType> grants,
			Set<String> scopes) {
		return new SampleClient(id, name, secret, CLIENT_SECRET_BASIC, grants, scopes, null, false,
				OAuth2TokenFormat.SELF_CONTAINED);
	}

	private SampleClient authenticatedBy(ClientAuthenticationMethod method) {
		return new SampleClient(this.id, this.name, this.secret, method, this.grants, this.scopes, this.redirectUri,
				this.consent, this.format);
	}

	private SampleClient redirectedTo(String uri, boolean consentRequired) {
		return new SampleClient(this.id, this.name, this.secret, this.authentication, this.grants, this.scopes, uri,
				consentRequired, this.format);
	}

	private SampleClient withOpaqueTokens() {
		return new SampleClient(this.id, this.name, this.secret, this.authentication, this.grants, this.scopes,
				this.redirectUri, this.consent, OAuth2TokenFormat.REFERENCE);
	}

	/**
	 * Returns the registered client. Its internal id is the client id, so that two nodes
	 * that start at once cannot both insert it.
	 */
	RegisteredClient registration(@Nullable String encodedSecret) {
		RegisteredClient.Builder client = RegisteredClient.withId(this.id)
			.clientId(this.id)
			.clientName(this.name)
			.clientAuthenticationMethod(this.authentication)
			.authorizationGrantTypes((types) -> types.addAll(this.grants))
			.scopes((names) -> names.addAll(this.scopes))
			.clientSettings(
					ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(this.consent).build())
			.tokenSettings(tokenSettings());
		if (encodedSecret != null) {
			client.clientSecret(encodedSecret);
		}
		if (this.redirectUri != null) {
			client.redirectUri(this.redirectUri);
		}
		return client.build();
	}

	private TokenSettings tokenSettings() {
		return TokenSettings.builder()
			.accessTokenFormat(this.format)
			.accessTokenTimeToLive(Duration.ofMinutes(5))
			.refreshTokenTimeToLive(Duration.ofHours(8))
			.reuseRefreshTokens(false)
			.build();
	}

}
