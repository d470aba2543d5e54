package io.github.claimsdsl.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.AppUserRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Userinfo and introspection, with Nimbus as the client. The user erin is there for the
 * tests alone.
 */
@DemoServerTest
class NimbusClientTests {

	private static final String ISSUER = "http://localhost:9000";

	private static final String REPORTS = "https://reports.example.com";

	private static final String CLAIMS = "https://mydomain.com/claims/";

	private static final URI CALLBACK = URI.create("http://127.0.0.1:8099/callback");

	@LocalServerPort
	private int port;

	@Autowired
	private AppUserRepository users;

	@Autowired
	private PasswordEncoder encoder;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void addErin() {
		this.users.insert(new AppUser("erin", "erin@mydomain.com", true, Set.of("user"), "silver", null, false),
				this.encoder.encode("secret"));
	}

	@AfterEach
	void removeErin() {
		this.jdbc.sql("delete from app_user_role where username = 'erin'").update();
		this.jdbc.sql("delete from app_user where username = 'erin'").update();
	}

	/** How a client gets the tokens of a user. */
	enum Grant {

		PASSWORD("trusted-app"), CODE("web-app");

		private final String client;

		Grant(String client) {
			this.client = client;
		}

	}

	@ParameterizedTest
	@CsvSource({ "PASSWORD, alice, wonderland, Alice, true", "PASSWORD, carol, chess, Carol, false",
			"CODE, alice, wonderland, Alice, true", "CODE, carol, chess, Carol, false" })
	void userInfoWhenTheScopesAreGrantedThenHasTheClaims(Grant grant, String user, String password, String name,
			boolean verified) throws Exception {
		OIDCTokenResponse tokens = tokens(grant, user, password, "openid profile email", null);
		UserInfo info = userInfo(tokens).toSuccessResponse().getUserInfo();
		assertThat(info.getName()).isEqualTo(name);
		assertThat(info.getEmailAddress()).isEqualTo(user + "@mydomain.com");
		assertThat(info.getEmailVerified()).isEqualTo(verified);
		assertThat(info.toJSONObject()).containsOnlyKeys("sub", "name", "email", "email_verified");
	}

	@ParameterizedTest
	@CsvSource({ "PASSWORD, openid", "CODE, openid", "PASSWORD, openid profile", "CODE, openid email" })
	void userInfoWhenAScopeIsNotGrantedThenHasNoneOfItsClaims(Grant grant, String scope) throws Exception {
		UserInfo info = userInfo(tokens(grant, "alice", "wonderland", scope, null)).toSuccessResponse().getUserInfo();
		assertThat(info.getName()).isEqualTo(scope.contains("profile") ? "Alice" : null);
		assertThat(info.getEmailAddress()).isEqualTo(scope.contains("email") ? "alice@mydomain.com" : null);
		assertThat(info.getEmailVerified()).isEqualTo(scope.contains("email") ? true : null);
	}

	/** OpenID Connect Core 1.0 section 5.3.2. */
	@ParameterizedTest
	@EnumSource
	void userInfoThenIsOfTheSubjectOfTheValidIdToken(Grant grant) throws Exception {
		OIDCTokenResponse tokens = tokens(grant, "alice", "wonderland", "openid profile email", REPORTS);
		IDTokenClaimsSet id = new IDTokenValidator(new Issuer(ISSUER), new ClientID(grant.client), JWSAlgorithm.RS256,
				JWKSet.load(uri("/oauth2/jwks").toURL()))
			.validate(tokens.getOIDCTokens().getIDToken(), nonce(grant));
		UserInfo info = userInfo(tokens).toSuccessResponse().getUserInfo();
		assertThat(info.getSubject()).isEqualTo(id.getSubject());
		assertThat(info.getName()).isEqualTo(id.getStringClaim("name"));
		assertThat(id.toJSONObject()).doesNotContainKeys("email", "email_verified");
	}

	@Test
	void userInfoWhenTheTokenHasNotTheScopeOpenidThenIsRefused() throws Exception {
		assertRefused(tokens(Grant.PASSWORD, "alice", "wonderland", "profile email", null),
				BearerTokenError.INSUFFICIENT_SCOPE);
		assertRefused(send("machine", new ClientCredentialsGrant(), "read:messages", null),
				BearerTokenError.INSUFFICIENT_SCOPE);
	}

	@ParameterizedTest
	@EnumSource
	void userInfoWhenTheUserIsLockedThenTheTokenIsNotValid(Grant grant) throws Exception {
		OIDCTokenResponse tokens = tokens(grant, "erin", "secret", "openid profile email", null);
		assertThat(userInfo(tokens).indicatesSuccess()).isTrue();
		lockErin();
		assertRefused(tokens, BearerTokenError.INVALID_TOKEN);
	}

	@ParameterizedTest
	@CsvSource({ "PASSWORD, alice, wonderland, platinum", "CODE, alice, wonderland, platinum",
			"PASSWORD, carol, chess,", "CODE, carol, chess," })
	void introspectionByTheReportsApiThenHasTheTier(Grant grant, String user, String password, @Nullable String tier)
			throws Exception {
		OIDCTokenResponse tokens = tokens(grant, user, password, "openid read:reports", REPORTS);
		TokenIntrospectionSuccessResponse answer = introspect(tokens, "messages-api");
		assertThat(answer.isActive()).isTrue();
		assertThat(answer.getSubject().getValue()).isEqualTo(user);
		assertThat(answer.getClientID().getValue()).isEqualTo(grant.client);
		assertThat(answer.getAudience()).extracting(Object::toString).containsExactly(REPORTS, ISSUER + "/userinfo");
		assertThat(answer.getScope()).isEqualTo(Scope.parse("openid read:reports"));
		assertThat(answer.getStringListParameter(CLAIMS + "roles")).contains("user");
		assertThat(answer.getStringParameter(CLAIMS + "tier")).isEqualTo(tier);
	}

	@Test
	void introspectionByTheClientOfTheTokenThenHasNoTier() throws Exception {
		OIDCTokenResponse tokens = tokens(Grant.PASSWORD, "alice", "wonderland", "read:reports", REPORTS);
		TokenIntrospectionSuccessResponse answer = introspect(tokens, "trusted-app");
		assertThat(answer.isActive()).isTrue();
		assertThat(answer.getStringParameter(CLAIMS + "tier")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void introspectionWhenTheUserIsLockedThenIsNotActive(Grant grant) throws Exception {
		OIDCTokenResponse tokens = tokens(grant, "erin", "secret", "openid read:reports", REPORTS);
		assertThat(introspect(tokens, "messages-api").getStringParameter(CLAIMS + "tier")).isEqualTo("silver");
		lockErin();
		for (String asker : List.of("messages-api", grant.client)) {
			assertThat(introspect(tokens, asker).toJSONObject()).containsOnly(Map.entry("active", false));
		}
	}

	private void lockErin() {
		this.jdbc.sql("update app_user set locked = true where username = 'erin'").update();
	}

	/** RFC 6750 section 3.1. */
	private void assertRefused(OIDCTokenResponse tokens, BearerTokenError expected) throws Exception {
		UserInfoErrorResponse response = userInfo(tokens).toErrorResponse();
		assertThat(response.getErrorObject()).isInstanceOf(BearerTokenError.class).isEqualTo(expected);
		assertThat(response.getErrorObject().getHTTPStatusCode()).isEqualTo(expected.getHTTPStatusCode());
	}

	private OIDCTokenResponse tokens(Grant grant, String user, String password, String scope, @Nullable String audience)
			throws Exception {
		return switch (grant) {
			case PASSWORD -> send(grant.client, new ResourceOwnerPasswordCredentialsGrant(user, new Secret(password)),
					scope, audience);
			case CODE -> send(grant.client, code(user, password, scope, audience), null, null);
		};
	}

	private AuthorizationGrant code(String user, String password, String scope, @Nullable String audience)
			throws ParseException {
		CodeVerifier verifier = new CodeVerifier();
		State state = new State();
		AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse(scope),
				new ClientID("web-app"), CALLBACK)
			.state(state)
			.nonce(nonce(Grant.CODE))
			.codeChallenge(verifier, CodeChallengeMethod.S256);
		if (audience != null) {
			request.customParameter("audience", audience);
		}
		Answer redirect = new Browser(this.port).authorize(user, password, flat(request.build()));
		AuthenticationSuccessResponse response = AuthenticationResponseParser.parse(redirect.location())
			.toSuccessResponse();
		assertThat(response.getState()).isEqualTo(state);
		return new AuthorizationCodeGrant(response.getAuthorizationCode(), CALLBACK, verifier);
	}

	private static Map<String, String> flat(AuthenticationRequest request) {
		return request.toParameters()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (parameter) -> parameter.getValue().get(0)));
	}

	private static @Nullable Nonce nonce(Grant grant) {
		return (grant == Grant.CODE) ? new Nonce("n-0S6_WzA2Mj") : null;
	}

	private OIDCTokenResponse send(String client, AuthorizationGrant grant, @Nullable String scope,
			@Nullable String audience) throws Exception {
		TokenRequest.Builder request = new TokenRequest.Builder(uri("/oauth2/token"), basic(client), grant);
		if (scope != null) {
			request.scope(Scope.parse(scope));
		}
		if (audience != null) {
			request.customParameter("audience", audience);
		}
		return (OIDCTokenResponse) OIDCTokenResponseParser.parse(request.build().toHTTPRequest().send())
			.toSuccessResponse();
	}

	private UserInfoResponse userInfo(OIDCTokenResponse tokens) throws Exception {
		AccessToken token = tokens.getTokens().getAccessToken();
		HTTPRequest request = new UserInfoRequest(uri("/userinfo"), (BearerAccessToken) token).toHTTPRequest();
		return UserInfoResponse.parse(request.send());
	}

	private TokenIntrospectionSuccessResponse introspect(OIDCTokenResponse tokens, String asker) throws Exception {
		HTTPRequest request = new TokenIntrospectionRequest(uri("/oauth2/introspect"), basic(asker),
				tokens.getTokens().getAccessToken())
			.toHTTPRequest();
		return TokenIntrospectionResponse.parse(request.send()).toSuccessResponse();
	}

	private static ClientSecretBasic basic(String client) {
		return new ClientSecretBasic(new ClientID(client), new Secret(Http.secret(client)));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
