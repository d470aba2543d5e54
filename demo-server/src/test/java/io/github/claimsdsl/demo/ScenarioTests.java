package io.github.claimsdsl.demo;

import java.net.URI;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

/**
 * The scenario the project exists for, with Nimbus as the client and the validator.
 */
@DemoServerTest
class ScenarioTests {

	private static final String ISSUER = "http://localhost:9000";

	private static final String USERINFO = ISSUER + "/userinfo";

	private static final String EXAMPLE = "https://api.example.com";

	private static final String REPORTS = "https://reports.example.com";

	private static final String EMAIL = "https://mydomain.com/claims/email";

	private static final String TIER = "https://mydomain.com/claims/tier";

	@LocalServerPort
	private int port;

	private JWKSet keys;

	@BeforeEach
	void readKeys() throws Exception {
		this.keys = JWKSet.load(uri("/oauth2/jwks").toURL());
	}

	@Test
	void putsTheEmailIntoTheAccessTokenOfTheApi() throws Exception {
		OIDCTokenResponse tokens = password("openid", "audience", EXAMPLE);
		JWTClaimsSet access = validated(tokens, EXAMPLE, "at+jwt");
		assertThat(access.getAudience()).containsExactly(EXAMPLE, USERINFO);
		assertThat(access.getSubject()).isEqualTo("alice");
		assertThat(access.getStringClaim(EMAIL)).isEqualTo("alice@mydomain.com");
		assertThat(tokens.getOIDCTokens().getRefreshToken()).isNotNull();
	}

	@Test
	void keepsTheEmailOutOfTheIdToken() throws Exception {
		IDTokenClaimsSet id = idToken(password("openid", "audience", EXAMPLE));
		assertThat(id.getAudience()).extracting(Object::toString).containsExactly("trusted-app");
		assertThat(id.getSubject().getValue()).isEqualTo("alice");
		assertThat(id.toJSONObject()).doesNotContainKey(EMAIL).doesNotContainKey("email");
	}

	@Test
	void takesResourceForAudience() throws Exception {
		JWTClaimsSet access = validated(password("openid", "resource", EXAMPLE), EXAMPLE, "at+jwt");
		assertThat(access.getStringClaim(EMAIL)).isEqualTo("alice@mydomain.com");
	}

	@Test
	void issuesATokenForNoApiWhereNoneIsAskedFor() throws Exception {
		OIDCTokenResponse tokens = password("openid", null, null);
		JWTClaimsSet access = validated(tokens, "trusted-app", null);
		assertThat(access.getAudience()).containsExactly("trusted-app");
		assertThat(access.getClaims().keySet()).noneMatch((name) -> name.startsWith("https://"));
		assertThat(userInfo(tokens).getSubject().getValue()).isEqualTo("alice");
	}

	@Test
	void givesAnotherAudienceItsOwnClaims() throws Exception {
		JWTClaimsSet access = validated(password("openid read:reports", "audience", REPORTS), REPORTS, null);
		assertThat(access.getAudience()).containsExactly(REPORTS, USERINFO);
		assertThat(access.getClaims()).doesNotContainKey(EMAIL);
		assertThat(access.getStringListClaim("https://mydomain.com/claims/roles")).containsExactlyInAnyOrder("user",
				"admin");
		assertThat(access.getStringClaim("https://mydomain.com/claims/department")).isEqualTo("engineering");
	}

	@Test
	void servesUserinfoWithTheApiToken() throws Exception {
		assertThat(userInfo(password("openid", "audience", EXAMPLE)).getSubject().getValue()).isEqualTo("alice");
	}

	@Test
	void tellsTheProfileAndTheEmailAtUserinfo() throws Exception {
		OIDCTokenResponse tokens = password("openid profile email", "audience", EXAMPLE);
		UserInfo user = userInfo(tokens);
		assertThat(user.getSubject()).isEqualTo(idToken(tokens).getSubject());
		assertThat(user.getName()).isEqualTo("Alice");
		assertThat(user.getEmailAddress()).isEqualTo("alice@mydomain.com");
		assertThat(user.getEmailVerified()).isTrue();
		UserInfo subjectOnly = userInfo(password("openid", "audience", EXAMPLE));
		assertThat(subjectOnly.toJSONObject()).containsOnlyKeys("sub");
	}

	@Test
	void tellsTheTierToTheReportsApi() throws Exception {
		OIDCTokenResponse tokens = password("openid read:reports", "audience", REPORTS);
		assertThat(validated(tokens, REPORTS, null).getClaims()).doesNotContainKey(TIER);
		assertThat(introspect(tokens, "messages-api").getStringParameter(TIER)).isEqualTo("platinum");
		assertThat(introspect(tokens, "trusted-app").isActive()).isTrue();
		assertThat(introspect(tokens, "trusted-app").getStringParameter(TIER)).isNull();
		assertThat(introspect(tokens, "machine").isActive()).isFalse();
	}

	@Test
	void keepsAudienceAndEmailAtRefresh() throws Exception {
		OIDCTokenResponse first = password("openid", "audience", EXAMPLE);
		OIDCTokenResponse second = tokens("trusted-app", new RefreshTokenGrant(first.getOIDCTokens().getRefreshToken()),
				null, null, null);
		JWTClaimsSet access = validated(second, EXAMPLE, "at+jwt");
		assertThat(access.getAudience()).containsExactly(EXAMPLE, USERINFO);
		assertThat(access.getStringClaim(EMAIL)).isEqualTo("alice@mydomain.com");
		assertThat(idToken(second).getAudience()).extracting(Object::toString).containsExactly("trusted-app");
	}

	@Test
	void givesMachinesATierAndNoEmail() throws Exception {
		OIDCTokenResponse tokens = tokens("machine", new ClientCredentialsGrant(), "read:messages", "audience",
				EXAMPLE);
		JWTClaimsSet access = validated(tokens, EXAMPLE, "at+jwt");
		assertThat(access.getAudience()).containsExactly(EXAMPLE);
		assertThat(access.getStringClaim(TIER)).isEqualTo("gold");
		assertThat(access.getClaims()).doesNotContainKey(EMAIL);
	}

	@Test
	void rejectsTheIdTokenWhereTheApiIsExpected() throws Exception {
		JWT id = password("openid", "audience", EXAMPLE).getOIDCTokens().getIDToken();
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> processor(EXAMPLE, "at+jwt").process(id.serialize(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "trusted-app", "second-app" })
	void opensTheApiToManyClients(String client) throws Exception {
		Http http = new Http(this.port);
		Answer tokens = http.post("/oauth2/token",
				Http.form("grant_type", "password", "username", "alice", "password", "wonderland", "scope",
						"openid read:messages", "audience", EXAMPLE, "client_id", client, "client_secret",
						Http.secret(client)));
		if (tokens.status() == 401) {
			tokens = http.token(client, "grant_type", "password", "username", "alice", "password", "wonderland",
					"scope", "openid read:messages", "audience", EXAMPLE);
		}
		Answer messages = messages(tokens.string("access_token"));
		assertThat(messages.status()).isEqualTo(200);
		assertThat(messages.string("subject")).isEqualTo("alice");
	}

	@Test
	void closesTheApiToEveryOtherToken() throws Exception {
		OIDCTokenResponse tokens = password("openid", "audience", EXAMPLE);
		String access = tokens.getOIDCTokens().getAccessToken().getValue();
		String tampered = access.substring(0, access.length() - 8) + "AAAAAAAA";
		String unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + access.split("\\.")[1] + ".";
		List<String> others = List.of(tokens.getOIDCTokens().getIDTokenString(), tampered, unsigned,
				password("openid", "audience", REPORTS).getOIDCTokens().getAccessToken().getValue(),
				password("openid", null, null).getOIDCTokens().getAccessToken().getValue());
		for (String other : others) {
			Answer answer = messages(other);
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://restricted.example.com", "https://unknown.example.com",
			"https://api.example.com/", "https://API.example.com", "https://api.example" })
	void refusesAnAudienceTheClientMayNotHave(String audience) {
		Answer answer = new Http(this.port).token("trusted-app", "grant_type", "password", "username", "alice",
				"password", "wonderland", "audience", audience);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("invalid_target");
		assertThat(answer.body()).doesNotContain(audience);
	}

	private Answer messages(String token) {
		return new Http(this.port).get("/api/messages", "Authorization", "Bearer " + token);
	}

	private OIDCTokenResponse password(String scope, @Nullable String parameter, @Nullable String audience)
			throws Exception {
		return tokens("trusted-app", new ResourceOwnerPasswordCredentialsGrant("alice", new Secret("wonderland")),
				scope, parameter, audience);
	}

	private OIDCTokenResponse tokens(String client, AuthorizationGrant grant, @Nullable String scope,
			@Nullable String parameter, @Nullable String audience) throws Exception {
		TokenRequest.Builder request = new TokenRequest.Builder(uri("/oauth2/token"), basic(client), grant);
		if (scope != null) {
			request.scope(Scope.parse(scope));
		}
		if (parameter != null) {
			request.customParameter(parameter, audience);
		}
		TokenResponse response = OIDCTokenResponseParser.parse(request.build().toHTTPRequest().send());
		assertThat(response.indicatesSuccess()).as(response.toHTTPResponse().getBody()).isTrue();
		return (OIDCTokenResponse) response.toSuccessResponse();
	}

	private JWTClaimsSet validated(OIDCTokenResponse tokens, String audience, @Nullable String type) throws Exception {
		return processor(audience, type).process(tokens.getTokens().getAccessToken().getValue(), null);
	}

	private DefaultJWTProcessor<SecurityContext> processor(String audience, @Nullable String type) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
				new ImmutableJWKSet<>(this.keys)));
		processor
			.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>((type != null) ? new JOSEObjectType(type) : null));
		processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(audience,
				new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "exp", "iat", "jti")));
		return processor;
	}

	private IDTokenClaimsSet idToken(OIDCTokenResponse tokens) throws Exception {
		JWT id = JWTParser.parse(tokens.getOIDCTokens().getIDTokenString());
		IDTokenValidator validator = new IDTokenValidator(new Issuer(ISSUER), new ClientID("trusted-app"),
				JWSAlgorithm.RS256, this.keys);
		return validator.validate(id, null);
	}

	private UserInfo userInfo(OIDCTokenResponse tokens) throws Exception {
		UserInfoResponse response = UserInfoResponse
			.parse(new UserInfoRequest(uri("/userinfo"), tokens.getOIDCTokens().getBearerAccessToken()).toHTTPRequest()
				.send());
		return response.toSuccessResponse().getUserInfo();
	}

	private TokenIntrospectionSuccessResponse introspect(OIDCTokenResponse tokens, String client) throws Exception {
		TokenIntrospectionRequest request = new TokenIntrospectionRequest(uri("/oauth2/introspect"), basic(client),
				tokens.getTokens().getAccessToken());
		return TokenIntrospectionResponse.parse(request.toHTTPRequest().send()).toSuccessResponse();
	}

	private static ClientSecretBasic basic(String client) {
		return new ClientSecretBasic(new ClientID(client), new Secret(Http.secret(client)));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
