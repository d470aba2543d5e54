package io.github.claimsdsl.demo.store;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the memory keeps, and what it forgets.
 */
class MemoryAuthorizationServiceTests {

	private static final Duration LIFE = Duration.ofMinutes(5);

	private final MemoryAuthorizationService memory = new MemoryAuthorizationService(100);

	private static OAuth2Authorization authorization(String id, String accessToken, String refreshToken,
			Duration life) {
		Instant now = Instant.now();
		return OAuth2Authorization
			.withRegisteredClient(RegisteredClient.withId("app")
				.clientId("app")
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build())
			.id(id)
			.principalName("alice")
			.authorizationGrantType(new AuthorizationGrantType("password"))
			.attribute(OAuth2ParameterNames.STATE, "state-" + id)
			.token(new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, accessToken, now.minusSeconds(60),
					now.plus(life)))
			.token(new OAuth2RefreshToken(refreshToken, now.minusSeconds(60), now.plus(life)))
			.build();
	}

	@Test
	void findWhenSavedThenFoundByIdAndByEveryTokenOfItsKind() {
		OAuth2Authorization saved = authorization("1", "access", "refresh", LIFE);
		this.memory.save(saved);
		assertThat(this.memory.findById("1")).isSameAs(saved);
		assertThat(this.memory.findByToken("access", OAuth2TokenType.ACCESS_TOKEN)).isSameAs(saved);
		assertThat(this.memory.findByToken("refresh", OAuth2TokenType.REFRESH_TOKEN)).isSameAs(saved);
		assertThat(this.memory.findByToken("state-1", new OAuth2TokenType("state"))).isSameAs(saved);
		assertThat(this.memory.findByToken("refresh", null)).isSameAs(saved);
		assertThat(this.memory.findByToken("access", OAuth2TokenType.REFRESH_TOKEN)).isNull();
		assertThat(this.memory.findByToken("other", null)).isNull();
	}

	@Test
	void saveWhenTokenIsRotatedThenTheOldOneFindsNothing() {
		this.memory.save(authorization("1", "a1", "r1", LIFE));
		OAuth2Authorization rotated = authorization("1", "a2", "r2", LIFE);
		this.memory.save(rotated);
		assertThat(this.memory.findByToken("r1", OAuth2TokenType.REFRESH_TOKEN)).isNull();
		assertThat(this.memory.findByToken("r2", OAuth2TokenType.REFRESH_TOKEN)).isSameAs(rotated);
	}

	@Test
	void saveWhenMoreThanTheMaximumThenBounded() {
		for (int i = 0; i < 1_000; i++) {
			this.memory.save(authorization("id" + i, "a" + i, "r" + i, LIFE));
		}
		assertThat(this.memory.authorizations()).isEqualTo(100);
		assertThat(this.memory.names()).isEqualTo(300);
	}

	@Test
	void findWhenAllTokensHaveExpiredThenForgotten() {
		this.memory.save(authorization("1", "access", "refresh", Duration.ofSeconds(-1)));
		assertThat(this.memory.findById("1")).isNull();
		assertThat(this.memory.findByToken("refresh", null)).isNull();
	}

	@Test
	void removeWhenSavedThenNothingIsLeft() {
		OAuth2Authorization saved = authorization("1", "access", "refresh", LIFE);
		this.memory.save(saved);
		this.memory.remove(saved);
		assertThat(this.memory.findById("1")).isNull();
		assertThat(this.memory.names()).isZero();
	}

}
