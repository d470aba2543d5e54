package io.github.claimsdsl.spring.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

import io.github.claimsdsl.expression.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the user of a token is read.
 */
class LateUserTests {

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void userWhenNothingNeedsItThenAttributesOfTheLoginAreNotRead() {
		Supplier<@Nullable Object> own = user(new TokenUsers((name) -> name, LoginAttributes.none()));
		Supplier<@Nullable Object> attributes = user(
				new TokenUsers(null, new LoginAttributes(Map.of("email", Type.TEXT))));
		assertThat(this.reads).hasValue(0);
		assertThat(attributes.get()).isNotNull();
		assertThat(this.reads).hasPositiveValue();
		assertThat(own).isNotNull();
	}

	private @Nullable Supplier<@Nullable Object> user(TokenUsers users) {
		return users.user(JwtEncodingContext.with(JwsHeader.with(SignatureAlgorithm.RS256), JwtClaimsSet.builder())
			.registeredClient(RegisteredClient.withId("id")
				.clientId("app")
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build())
			.principal(login())
			.build());
	}

	private Authentication login() {
		return new TestingAuthenticationToken(new OAuth2AuthenticatedPrincipal() {

			@Override
			public String getName() {
				return "alice";
			}

			@Override
			public Map<String, Object> getAttributes() {
				LateUserTests.this.reads.incrementAndGet();
				return Map.of("email", "a@b.example");
			}

			@Override
			public Collection<? extends GrantedAuthority> getAuthorities() {
				return List.of();
			}

		}, null);
	}

}
