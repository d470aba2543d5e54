package io.github.claimsdsl.spring.user;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertion;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertionAccessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.spring.UserIdentity;

/**
 * Which logins are federated.
 */
class LoginsTests {

	private static UserIdentity identity(Authentication login) {
		return identity(login, null);
	}

	private static UserIdentity identity(Authentication login, @Nullable String issuer) {
		RegisteredClient client = RegisteredClient.withId("id")
			.clientId("app")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
		JwtEncodingContext.Builder context = JwtEncodingContext
			.with(JwsHeader.with(SignatureAlgorithm.RS256), JwtClaimsSet.builder())
			.registeredClient(client);
		return Logins.identity(login,
				((issuer != null) ? context.authorizationServerContext(new Issuer(issuer)) : context).build());
	}

	private record Issuer(String getIssuer) implements AuthorizationServerContext {

		@Override
		public String getIssuer() {
			return this.getIssuer;
		}

		@Override
		public AuthorizationServerSettings getAuthorizationServerSettings() {
			return AuthorizationServerSettings.builder().build();
		}

	}

	@Test
	void identityWhenPrincipalIsATokenThenFederatedUnlessThisServerIssuedIt() {
		Jwt token = Jwt.withTokenValue("x").header("alg", "RS256").subject("alice").issuer("https://own").build();
		Authentication login = new TestingAuthenticationToken(token, null);
		assertThat(identity(login, "https://own").federated()).isFalse();
		assertThat(identity(login, "https://other").federated()).isTrue();
		assertThat(identity(login).federated()).isTrue();
	}

	private static Authentication password(Object principal) {
		return new TestingAuthenticationToken(principal, null);
	}

	@Test
	void identityWhenPrincipalIsALocalUserThenNotFederated() {
		assertThat(identity(password("alice")))
			.isEqualTo(new UserIdentity("alice", false, null, Map.of(), "app", null));
		assertThat(identity(password(User.withUsername("alice").password("x").build())).federated()).isFalse();
	}

	@Test
	void identityWhenPrincipalIsOfAProviderThenFederated() {
		Map<String, Object> attributes = new HashMap<>(Map.of("email", "a@b.example"));
		attributes.put("phone", null);
		UserIdentity identity = identity(
				password(new DefaultOAuth2AuthenticatedPrincipal("alice", attributes, List.of())));
		assertThat(identity).isEqualTo(new UserIdentity("alice", true, null, attributes, "app", null));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> identity.attributes().put("email", "c@d.example"));
	}

	/** Whatever the principal is: the application may put a user of its own there. */
	@Test
	@SuppressWarnings("deprecation")
	void identityWhenLoginIsBySamlThenFederatedWithoutAttributes() {
		Saml2ResponseAssertionAccessor assertion = Saml2ResponseAssertion.withResponseValue("<response/>")
			.nameId("alice")
			.attributes(Map.of("roles", List.of("admin")))
			.build();
		DefaultSaml2AuthenticatedPrincipal principal = new DefaultSaml2AuthenticatedPrincipal("alice", assertion);
		UserDetails local = User.withUsername("alice").password("x").build();
		for (Authentication login : List.of(new Saml2Authentication(principal, "<response/>", List.of()),
				new Saml2AssertionAuthentication(principal, assertion, List.of(), "idp"),
				new Saml2AssertionAuthentication("alice", assertion, List.of(), "idp"),
				new Saml2AssertionAuthentication(local, assertion, List.of(), "idp"), password(principal))) {
			assertThat(identity(login)).isEqualTo(new UserIdentity("alice", true, null, Map.of(), "app", null));
		}
	}

	@Test
	void identityWhenPrincipalIsBothThenAsItLoggedIn() {
		Both user = new Both();
		assertThat(identity(password(user))).isEqualTo(new UserIdentity("alice", false, null, Map.of(), "app", null));
		assertThat(identity(new OAuth2AuthenticationToken(user, List.of(), "google")))
			.isEqualTo(new UserIdentity("alice", true, "google", Map.of("email", "a@b.example"), "app", null));
	}

	@Test
	void identityWhenLoginIsOfSamlOrExtendsOneThenFederated() {
		assertThat(identity(new CompanyLogin()).federated()).isTrue();
		assertThat(identity(new OwnLogin()).federated()).isFalse();
	}

	@SuppressWarnings("deprecation")
	private static final class CompanyLogin extends Saml2Authentication {

		private static final long serialVersionUID = 1L;

		CompanyLogin() {
			super(new DefaultSaml2AuthenticatedPrincipal("alice", Map.of()), "<response/>", List.of());
		}

	}

	private static final class OwnLogin extends TestingAuthenticationToken {

		private static final long serialVersionUID = 1L;

		OwnLogin() {
			super("alice", "x");
		}

	}

	@SuppressWarnings("serial")
	private static final class Both implements OAuth2User, UserDetails {

		@Override
		public Map<String, Object> getAttributes() {
			return Map.of("email", "a@b.example");
		}

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return AuthorityUtils.NO_AUTHORITIES;
		}

		@Override
		public String getPassword() {
			return "x";
		}

		@Override
		public String getUsername() {
			return "alice";
		}

		@Override
		public String getName() {
			return "alice";
		}

	}

}
