package io.github.claimsdsl.spring.user;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which user a token is for.
 */
class TokenUsersTests {

	private static final RegisteredClient CLIENT = RegisteredClient.withId("id")
		.clientId("app")
		.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
		.build();

	private static final LoginAttributes DECLARED = new LoginAttributes(Map.of("hd", Type.TEXT));

	private static final TokenUsers BOTH = new TokenUsers((UserSource<String>) (name) -> "own " + name, DECLARED);

	private static @Nullable Supplier<@Nullable Object> user(TokenUsers users, Authentication principal) {
		return users.user(JwtEncodingContext.with(JwsHeader.with(SignatureAlgorithm.RS256), JwtClaimsSet.builder())
			.registeredClient(CLIENT)
			.principal(principal)
			.build());
	}

	private static Authentication local(String name) {
		return new TestingAuthenticationToken(name, null);
	}

	private static Authentication federated(String provider, String name) {
		return new OAuth2AuthenticationToken(
				new DefaultOAuth2User(List.of(), Map.of("sub", name, "hd", provider + ".example"), "sub"), List.of(),
				provider);
	}

	private static @Nullable Object loaded(TokenUsers users, Authentication principal) {
		Supplier<@Nullable Object> user = user(users, principal);
		assertThat(user).isNotNull();
		return user.get();
	}

	@Test
	void userWhenTheTokenIsForAClientThenNone() {
		assertThat(user(BOTH,
				new OAuth2ClientAuthenticationToken(CLIENT, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, null)))
			.isNull();
	}

	@Test
	void userWhenNobodyKnowsUsersThenNone() {
		assertThat(user(new TokenUsers(null, LoginAttributes.none()), local("alice"))).isNull();
		assertThat(user(new TokenUsers(null, DECLARED), local("alice"))).isNull();
	}

	@Test
	void userWhenBothAreKnownThenEachLoginHasItsOwn() {
		assertThat(loaded(BOTH, local("alice"))).isEqualTo("own alice");
		assertThat(loaded(BOTH, federated("google", "alice"))).isEqualTo(Map.of("hd", "google.example"));
		assertThat(loaded(new TokenUsers(null, DECLARED), federated("google", "alice")))
			.isEqualTo(Map.of("hd", "google.example"));
	}

	@Test
	void userWhenSomebodyActsThenTheSubject() {
		assertThat(loaded(BOTH, new OAuth2TokenExchangeCompositeAuthenticationToken(local("alice"), List.of())))
			.isEqualTo("own alice");
	}

	@Test
	void userWhenSomebodyActsForAFederatedUserOrAClientThenAsItLoggedIn() {
		TokenUsers users = new TokenUsers(new Providers(), LoginAttributes.none());
		assertThat(loaded(users,
				new OAuth2TokenExchangeCompositeAuthenticationToken(federated("google", "alice"), List.of())))
			.isEqualTo("google");
		assertThat(user(users, new OAuth2TokenExchangeCompositeAuthenticationToken(
				new OAuth2ClientAuthenticationToken(CLIENT, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, null),
				List.of())))
			.isNull();
	}

	@Test
	void userWhenAskedTwiceInOneCallThenTheSameUnlessItIsAnotherLogin() {
		TokenEndpointCall call = BeanUtils.instantiateClass(BeanUtils.getResolvableConstructor(TokenEndpointCall.class),
				null, false, new InMemoryOAuth2AuthorizationService());
		ReflectionTestUtils.invokeMethod(call, "begin");
		try {
			assertThat(user(BOTH, local("alice"))).isSameAs(user(BOTH, local("alice")));
			assertThat(loaded(BOTH, local("bob"))).isEqualTo("own bob");
			assertThat(loaded(BOTH, federated("google", "alice"))).isEqualTo(Map.of("hd", "google.example"));
			assertThat(loaded(BOTH, federated("other", "alice"))).isEqualTo(Map.of("hd", "other.example"));
		}
		finally {
			ReflectionTestUtils.invokeMethod(call, "end");
		}
		assertThat(user(BOTH, local("alice"))).isNotSameAs(user(BOTH, local("alice")));
	}

	/** Users who are known by their provider. */
	static final class Providers implements UserSource<String> {

		@Override
		public String loadUser(String name) {
			return name;
		}

		@Override
		public @Nullable String loadUser(UserIdentity identity) {
			return identity.provider();
		}

	}

}
