package io.github.claimsdsl.test;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.spring.SpringUser;

/**
 * Tests for {@link ClaimDecisionAssert#hasSameClaimsAs}.
 */
class SameClaimsTests {

	private static final String API = "https://api.example.com";

	private static final ClaimPolicyTester PLANS = tester(ClaimPolicy.named("plans")
		.audience("any")
		.grantType("password")
		.claim("plan", "'gold'")
		.claim("level", "5")
		.claim("roles", "['a', 'b']"));

	private static ClaimPolicyTester tester(ClaimPolicy.Builder policy) {
		return ClaimPolicyTester.forUser(SpringUser.class).policies(policy.build()).build();
	}

	private static TokenRequest.Builder token(String grantType) {
		return TokenRequest.of(Client.of("app"), grantType).principalName("alice");
	}

	private static OAuth2TokenCustomizer<JwtEncodingContext> setting(Map<String, Object> claims) {
		return (context) -> claims.forEach(context.getClaims()::claim);
	}

	private static ClaimDecisionAssert plans() {
		return PLANS.assertThat(token("password").build());
	}

	private static ClaimDecisionAssert nothing(TokenRequest.Builder request) {
		return ClaimPolicyTester.withoutUser().build().assertThat(request.build());
	}

	private static void assertFails(ThrowingCallable assertion, String lines) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.satisfies((error) -> assertThat(error.getMessage().replace(System.lineSeparator(), "\n"))
				.isEqualTo("Expected the same claims as the customizer's but:\n"
						+ lines.stripTrailing().indent(2).stripTrailing()));
	}

	private static void assertMissing(TokenRequest.Builder request,
			OAuth2TokenCustomizer<JwtEncodingContext> customizer, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> nothing(request).hasSameClaimsAs(customizer))
			.withMessage(message);
	}

	@Test
	void claimsWhenSameInATokenThenPassAndChain() {
		OAuth2TokenCustomizer<JwtEncodingContext> customizer = setting(
				Map.of("plan", "gold", "level", 5L, "roles", new LinkedHashSet<>(List.of("a", "b"))));
		plans().hasSameClaimsAs(customizer).hasClaim("plan", "gold");
	}

	@Test
	void claimsWhenDifferentThenEachIsListedWithItsRules() {
		assertFails(() -> plans().hasSameClaimsAs(setting(Map.of("plan", "silver", "level", "5", "more", "x"))), """
				the customizer sets 'level' to <5> (java.lang.String), the policies to <5> (java.lang.Integer)
				    level: applied, rule plans.level (plans.claims.level)
				only the customizer sets 'more' to <x>
				    no rule writes it
				the customizer sets 'plan' to <silver>, the policies to <gold>
				    plan: applied, rule plans.plan (plans.claims.plan)
				only the policies set 'roles' to <[a, b]>
				    roles: applied, rule plans.roles (plans.claims.roles)
				""");
	}

	@Test
	void claimWhenItsRuleIsNotSelectedThenSaysWhy() {
		TokenRequest machine = token("client_credentials").build();
		assertFails(() -> PLANS.assertThat(machine).hasSameClaimsAs(setting(Map.of("plan", "gold"))), """
				only the customizer sets 'plan' to <gold>
				    plan: not selected: grant-type, rule plans.plan (plans.claims.plan)
				""");
	}

	@Test
	void claimWhenIgnoredThenNotCompared() {
		plans().hasSameClaimsAs(setting(Map.of("plan", "silver", "sub", "user-1")), "plan", "level", "roles", "sub");
	}

	@Test
	void policyWhenInReportModeThenComparedAsIfEnforced() {
		ClaimPolicyTester reported = tester(
				ClaimPolicy.named("plans").audience("any").mode(Mode.REPORT).claim("plan", "'gold'"));
		reported.assertThat(token("password").build()).hasSameClaimsAs(setting(Map.of("plan", "gold")));
		assertFails(() -> reported.assertThat(token("password").build()).hasSameClaimsAs(setting(Map.of())), """
				only the policies set 'plan' to <gold>
				    plan: applied, rule plans.plan (plans.claims.plan)
				""");
	}

	@Test
	void claimsOfTheServerWhenUnchangedThenNotCompared() {
		nothing(token("password").audience(API).scopes(Set.of("read")))
			.hasSameClaimsAs((context) -> context.getClaims().audience(List.of(API)).claims((claims) -> {
				assertThat(claims).containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "nbf", "jti", "scope")
					.containsEntry("sub", "alice");
				claims.put("scope", List.of("read"));
			}));
		nothing(token("authorization_code").tokenType(TokenType.ID_TOKEN).audience(API))
			.hasSameClaimsAs((context) -> context.getClaims()
				.claims((claims) -> assertThat(claims).containsEntry("aud", List.of("app"))
					.containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "azp")));
	}

	@Test
	void claimsOfTheServerWhenChangedThenListed() {
		assertFails(() -> nothing(token("password")).hasSameClaimsAs(
				(context) -> context.getClaims().audience(List.of(API)).claims((claims) -> claims.remove("jti"))), """
						only the customizer sets 'aud' to <[https://api.example.com]>
						    no rule writes it
						the customizer removes 'jti', which policies cannot do
						""");
	}

	@Test
	void tokenWhenRefusedByBothThenTheErrorsAreCompared() {
		OAuth2TokenCustomizer<JwtEncodingContext> refusing = (context) -> {
			throw new OAuth2AuthenticationException("access_denied");
		};
		ClaimPolicyTester denying = tester(ClaimPolicy.named("closed")
			.audience("any")
			.deny(DenialDefinition.of("all", "client.id == 'app'", new OAuthError("access_denied", null))));
		TokenRequest request = token("password").build();
		denying.assertThat(request).hasSameClaimsAs(refusing);
		assertFails(() -> denying.assertThat(request).hasSameClaimsAs(setting(Map.of())), """
				the customizer does not refuse the token, the policies refuse it with 'access_denied'
				    refused: access_denied
				      deny: denied, rule closed.all (closed.all)
				""");
		assertFails(() -> nothing(token("password")).hasSameClaimsAs(refusing), """
				the customizer refuses the token with 'access_denied', the policies do not
				    issued
				""");
	}

	@Test
	void opaqueTokenWhenSameThenPasses() {
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> customizer = (context) -> context.getClaims()
			.claim("plan", context.getPrincipal().getName());
		ClaimPolicyTester tester = tester(ClaimPolicy.named("p").audience("any").claim("plan", "'alice'"));
		TokenRequest.Builder request = token("password");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tester.assertThat(request.build()).hasSameOpaqueClaimsAs(customizer))
			.withMessageContaining("but the request is for JWT");
		request.tokenFormat(TokenFormat.OPAQUE);
		tester.assertThat(request.build()).hasSameOpaqueClaimsAs(customizer);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tester.assertThat(request.build()).hasSameClaimsAs(setting(Map.of())))
			.withMessageContaining("but the request is for OPAQUE");
	}

	@Test
	void contextThenHasWhatTheRequestHas() {
		Client client = Client.of("app").withSettings(Map.of("plan", "gold"));
		TokenRequest request = TokenRequest.of(client, "password")
			.issuer("https://issuer.example.com")
			.user(new SpringUser("alice", List.of(), List.of()))
			.scopes(Set.of("read"))
			.parameters(Map.of("tenant", "acme"))
			.build();
		ClaimPolicyTester.forUser(SpringUser.class).build().assertThat(request).hasSameClaimsAs((context) -> {
			assertThat(context.getRegisteredClient().getClientId()).isEqualTo("app");
			assertThat(context.getRegisteredClient().getClientSettings().<String>getSetting("plan")).isEqualTo("gold");
			assertThat(context.getPrincipal().getName()).isEqualTo("alice");
			assertThat(context.getPrincipal().isAuthenticated()).isTrue();
			assertThat(context.getAuthorizedScopes()).containsExactly("read");
			assertThat(context.getAuthorizationGrantType().getValue()).isEqualTo("password");
			assertThat(context.getTokenType().getValue()).isEqualTo("access_token");
			assertThat(context.getAuthorizationServerContext().getIssuer()).isEqualTo("https://issuer.example.com");
			assertThat(context.getAuthorizationServerContext().getAuthorizationServerSettings()).isNotNull();
			assertThat(context.<OAuth2AuthorizationGrantAuthenticationToken>getAuthorizationGrant()
				.getAdditionalParameters()).containsEntry("tenant", "acme");
			assertThat(context.getAuthorization()).isNull();
			assertThat(context.getJwsHeader()).isNotNull();
		});
	}

	@Test
	void contextWhenAttributesAreGivenThenHasThem() {
		RegisteredClient client = RegisteredClient.withId("1")
			.clientId("app")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
		Authentication alice = new TestingAuthenticationToken("alice", null, "ROLE_admin");
		OAuth2Authorization authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName("alice")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.build();
		nothing(ClaimPolicyTester.request(client, "authorization_code")
			.issuance(Issuance.REFRESH)
			.attribute(Authentication.class, alice)
			.attribute(OAuth2Authorization.class, authorization)).hasSameClaimsAs((context) -> {
				assertThat(context.getRegisteredClient()).isSameAs(client);
				assertThat(context.<Authentication>getPrincipal()).isSameAs(alice);
				assertThat(context.getAuthorization()).isSameAs(authorization);
				assertThat(context.getAuthorizationGrantType()).isEqualTo(AuthorizationGrantType.REFRESH_TOKEN);
			});
		nothing(ClaimPolicyTester.request(client, "client_credentials")).hasSameClaimsAs((context) -> {
			assertThat(context.<Authentication>getPrincipal()).isInstanceOf(OAuth2ClientAuthenticationToken.class);
			assertThat(context.getPrincipal().getName()).isEqualTo("app");
		});
	}

	@Test
	void customizerWhenItReadsWhatTheRequestLacksThenSaysWhat() {
		String principal = " of the principal, which the request does not have. Add it to the request with "
				+ "attribute(Authentication.class, authentication).";
		assertMissing(token("password"), (context) -> context.getPrincipal().getAuthorities(),
				"The customizer reads the authorities" + principal);
		assertMissing(token("password"), (context) -> context.getPrincipal().getPrincipal(),
				"The customizer reads the principal object" + principal);
		assertMissing(token("password"), (context) -> context.getPrincipal().getDetails(),
				"The customizer reads the details" + principal);
		assertMissing(token("password"), (context) -> context.getPrincipal().getCredentials(),
				"The customizer reads the credentials" + principal);
		assertMissing(token("password").principalName(null), (context) -> {
			try {
				context.getPrincipal().getName();
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException(ex);
			}
		}, "The customizer reads the name of the principal, which the request does not have. Add it to the request "
				+ "with principalName(name) or attribute(Authentication.class, authentication).");
		assertMissing(token("password"), (context) -> context.getAuthorizationServerContext().getIssuer(),
				"The customizer reads the issuer, which the request does not have. Add it to the request with "
						+ "issuer(url).");
	}

	@Test
	void customizerWhenItReadsAnAuthorizationThatTheRequestLacksThenSaysWhat() {
		String message = " of the authorization, which the request does not have. Add it to the request with "
				+ "attribute(OAuth2Authorization.class, authorization).";
		TokenRequest.Builder code = token("authorization_code").scopes(Set.of("read"));
		assertMissing(code, (context) -> context.getAuthorization().getAttribute("tenant"),
				"The customizer reads the attribute 'tenant'" + message);
		assertMissing(code, (context) -> context.getAuthorization().getAttributes(),
				"The customizer reads the attributes" + message);
		assertMissing(code, (context) -> context.getAuthorization().getToken(OAuth2AccessToken.class),
				"The customizer reads a token" + message);
		assertMissing(code, (context) -> context.getAuthorization().getToken("x"),
				"The customizer reads a token" + message);
		assertMissing(code, (context) -> context.getAuthorization().getId(), "The customizer reads the id" + message);
		assertMissing(code, (context) -> context.getAuthorization().getPrincipalName(),
				"The customizer reads the name of the principal" + message);
		nothing(code).hasSameClaimsAs((context) -> {
			OAuth2Authorization authorization = Objects.requireNonNull(context.getAuthorization());
			assertThat(authorization.getRegisteredClientId()).isEqualTo("app");
			assertThat(authorization.getAuthorizationGrantType().getValue()).isEqualTo("authorization_code");
			assertThat(authorization.getAuthorizedScopes()).containsExactly("read");
			assertThat(context.getAuthorization()).isEqualTo(authorization).hasSameHashCodeAs(authorization);
		});
	}

	@Test
	void customizerWhenItFailsThenSaysWhere() {
		assertThatIllegalArgumentException().isThrownBy(() -> nothing(token("password")).hasSameClaimsAs((context) -> {
			throw new IllegalStateException("broken");
		}))
			.withMessageStartingWith(
					"The customizer threw java.lang.IllegalStateException at io.github.claimsdsl.test.SameClaimsTests.")
			.withMessageContaining("Add what it needs to the request")
			.withStackTraceContaining("broken");
	}

	@Test
	void assertionWhenNoCustomizerRunsForTheRequestThenRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> nothing(token("password").tokenType(TokenType.USERINFO)).hasSameClaimsAs(setting(Map.of())))
			.withMessage("The request is for userinfo. A customizer runs for access tokens and ID tokens only.");
		assertThatIllegalStateException()
			.isThrownBy(() -> ClaimDecisionAssert.assertThat(PLANS.evaluate(token("password").build()))
				.hasSameClaimsAs(setting(Map.of())))
			.withMessage("The request is not known. Start with ClaimPolicyTester.assertThat(request).");
	}

}
