package io.github.claimsdsl.spring.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.TokenType;

/**
 * Which tokens pass, by the token alone.
 */
class IssuedTokenCheckTests {

	private static final Map<String, Object> CLAIMS = Map.of("iss", "https://issuer.example", "sub", "alice", "jti",
			"1");

	private final OAuth2AuthorizationService authorizations = new InMemoryOAuth2AuthorizationService();

	private final TokenEndpointCall call = new TokenEndpointCall(null, false, this.authorizations);

	@Test
	void jwtWhenDecidedThenPassesAndIsKnown() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		IssuedTokenCheck.check(this.call, TokenType.ACCESS_TOKEN, jwt(CLAIMS), Set.of());
		assertThat(this.call.isKnown(jwt(CLAIMS))).isTrue();
	}

	@Test
	void jwtWhenNotDecidedThenRefusedAndTheReasonSaysWhatToWire() {
		assertRefused(TokenType.ACCESS_TOKEN, jwt(CLAIMS), "JwtGenerator.setJwtCustomizer");
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		assertRefused(TokenType.ID_TOKEN, jwt(CLAIMS), "JwtGenerator.setJwtCustomizer");
	}

	/** What was checked as one kind of token is not one of another kind. */
	@Test
	void jwtWhenKnownFromElsewhereThenIsCheckedAllTheSame() {
		this.call.know(jwt(CLAIMS));
		assertRefused(TokenType.ACCESS_TOKEN, jwt(CLAIMS), "does not call the policies");
	}

	@Test
	void jwtWhenDifferentThenRefusedAndTheReasonNamesClaimsOnly() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		Map<String, Object> other = new LinkedHashMap<>(CLAIMS);
		other.put("sub", "mallory");
		other.put("admin", true);
		assertRefused(TokenType.ACCESS_TOKEN, jwt(other), "[admin, sub]");
	}

	/**
	 * RFC 7519 section 4: a name that occurs twice may be rejected or the last may win.
	 */
	@Test
	void jwtWhenANameOccursTwiceThenRefused() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		assertRefused(TokenType.ACCESS_TOKEN,
				jwt("{\"iss\":\"https://issuer.example\",\"sub\":\"mallory\",\"sub\":\"alice\",\"jti\":\"1\"}"), "sub");
	}

	@Test
	void opaqueTokenWhenSavedWithTheClaimsThenPasses() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		save("opaque", CLAIMS);
		IssuedTokenCheck.check(this.call, TokenType.ACCESS_TOKEN, "opaque", Set.of());
	}

	@Test
	void opaqueTokenWhenSavedWithOtherClaimsThenRefused() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		save("opaque", Map.of("sub", "mallory"));
		assertRefused(TokenType.ACCESS_TOKEN, "opaque", "sub");
	}

	@Test
	void opaqueTokenWhenSavedWithoutClaimsOrNotAtAllThenRefusedAndTheReasonSaysHow() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of());
		assertRefused(TokenType.ACCESS_TOKEN, "opaque", "CLAIMS_METADATA_NAME");
		save("opaque", null);
		assertRefused(TokenType.ACCESS_TOKEN, "opaque", "CLAIMS_METADATA_NAME");
	}

	@Test
	void attributesWhenTheTokenIsSavedThenAreSavedToo() {
		decide(TokenType.ACCESS_TOKEN, CLAIMS, Map.of("depth", 2));
		String token = jwt(CLAIMS);
		save(token, CLAIMS);
		IssuedTokenCheck.check(this.call, TokenType.ACCESS_TOKEN, token, Set.of());
		OAuth2Authorization saved = this.authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
		assertThat(saved.<Integer>getAttribute("depth")).isEqualTo(2);
	}

	/** One call inside another, such as of a provider that calls the manager again. */
	@Test
	void callWhenEndedThenTheOuterOneGoesOn() {
		TokenEndpointCall inner = new TokenEndpointCall(null, false, this.authorizations);
		this.call.begin();
		inner.begin();
		assertThat(TokenEndpointCall.current()).isSameAs(inner);
		inner.end();
		assertThat(TokenEndpointCall.current()).isSameAs(this.call);
		this.call.end();
		assertThat(TokenEndpointCall.current()).isNull();
	}

	private void assertRefused(TokenType type, String value, String reason) {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> IssuedTokenCheck.check(this.call, type, value, Set.of()))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("server_error"))
			.withMessageContaining(reason)
			.withMessageNotContaining("mallory");
	}

	private void decide(TokenType type, Map<String, Object> claims, Map<String, Object> attributes) {
		this.call.add(DecidedToken.of(type, "id", Map.of(), Set.of("read"), claims, attributes));
	}

	private void save(String value, Map<String, Object> claims) {
		RegisteredClient client = RegisteredClient.withId("id")
			.clientId("app")
			.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, Instant.now(),
				Instant.now().plusSeconds(300));
		this.authorizations.save(OAuth2Authorization.withRegisteredClient(client)
			.id("1")
			.principalName("app")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.token(token, (metadata) -> {
				if (claims != null) {
					metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims);
				}
			})
			.build());
	}

	private static String jwt(Map<String, Object> claims) {
		return jwt(JSONObjectUtils.toJSONString(claims));
	}

	private static String jwt(String payload) {
		return String.join(".", List.of(encode("{\"alg\":\"RS256\"}"), encode(payload), "c2ln"));
	}

	private static String encode(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
