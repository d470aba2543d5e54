package io.github.claimsdsl.spring.server;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.TestAudiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * The server around audiences: what it leaves alone, what is required of every request,
 * and a team's own parts.
 */
class AudienceServerTests {

	private final ServerNode server = TestServers.of(TestStore.MEMORY).server();

	@Test
	void pageOfTheChainNextToItStillLeadsToTheLogin() {
		Answer answer = this.server.client().get("/page");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.location()).endsWith("/login");
	}

	@Test
	void refreshOfAnAuthorizationSavedWithoutClaimsIsRefused() {
		Answer tokens = this.server.client().password("app", "audience", API).granted();
		OAuth2AuthorizationService store = this.server.authorizations();
		OAuth2Authorization saved = store.findByToken(tokens.string("access_token"), OAuth2TokenType.ACCESS_TOKEN);
		store.save(OAuth2Authorization.from(saved)
			.token(saved.getAccessToken().getToken(),
					(metadata) -> metadata.remove(OAuth2Authorization.Token.CLAIMS_METADATA_NAME))
			.build());
		this.server.client().refresh("app", tokens).refused("server_error");
	}

	@Test
	void requiredAudienceIsRequiredEverywhere() {
		Audiences required = Audiences.of(List.copyOf(TestAudiences.ALL.all()), true);
		try (ServerNode strict = ServerNode.start(TestStore.MEMORY.create(), required)) {
			TestClient client = strict.client();
			client.password("app", "scope", "openid").refused("invalid_target");
			client.token("machine", "client_credentials").refused("invalid_target");
			client.authorize("web", "scope", "openid").redirectedWith("invalid_target");
			client.push("web", "scope", "openid").refused("invalid_target");
			client.post("/oauth2/device_authorization", "tv").refused("invalid_target");
			Answer answer = client.password("app", "audience", API, "scope", "openid").granted();
			client.exchange("app", answer).refused("invalid_target");
			client.refresh("app", answer).granted();
			assertThat(client.password("defaulted").granted().audience()).containsExactly(DEFAULT);
		}
	}

	@Test
	void providersOfATeamAreWrappedForWhatTheySupport() {
		RefusalLog refusals = new RefusalLog(true, (refusal) -> {
		});
		EndpointPostProcessor endpoints = new EndpointPostProcessor(mock(HttpSecurity.class),
				new EndpointChecks(TestAudiences.ALL, NamedParameters.NONE, refusals),
				new OpaqueTokens(TestAudiences.ALL, InMemoryOAuth2AuthorizationService::new),
				new Answers(ServerNode.answers(TestAudiences.ALL, refusals), TestAudiences.ALL, refusals,
						InMemoryOAuth2AuthorizationService::new, TestStore::clients),
				null);
		assertThat(endpoints.postProcess(provider(Authentication.class))).isNotNull();
		assertThat(endpoints.sawIntrospection()).isFalse();
		assertThat(endpoints.postProcess(provider(OAuth2PushedAuthorizationRequestAuthenticationToken.class)))
			.isInstanceOf(PushedAuthorizationProvider.class);
		assertThat(endpoints.postProcess(provider(OAuth2TokenIntrospectionAuthenticationToken.class)))
			.isInstanceOf(IntrospectionProvider.class);
		assertThat(endpoints.sawIntrospection()).isTrue();
	}

	private static AuthenticationProvider provider(Class<?> supported) {
		return new AuthenticationProvider() {

			@Override
			public Authentication authenticate(Authentication authentication) {
				return authentication;
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return supported == authentication;
			}

		};
	}

}
